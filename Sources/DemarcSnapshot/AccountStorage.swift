// SPDX-License-Identifier: Apache-2.0
internal import CArena
internal import DemarcDocument

/// The arrays behind an account's view for C, freed with it.
@safe final class AccountStorage {
    let view: UnsafeMutablePointer<carena_account>

    /// - Parameter resources: allocated by who calls, freed with the storage.
    init(
        id: Word, name: Word, organization: Word, asOf: Double, arena: Arena, resources: UnsafeMutableBufferPointer<carena_resource>,
        groups: [carena_group], types: [carena_type], regions: [carena_region]
    ) {
        unsafe view = .allocate(capacity: 1)
        unsafe view.initialize(
            to: carena_account(
                serial: Serial.next(), words: arena.words, bytes: arena.bytes, vocabulary: arena.vocabulary.view,
                resources: UnsafePointer(resources.baseAddress), groups: AccountStorage.copy(groups), types: AccountStorage.copy(types),
                regions: AccountStorage.copy(regions), resource_count: UInt32(resources.count), group_count: UInt32(groups.count),
                type_count: UInt32(types.count), region_count: UInt32(regions.count), key_count: carena_key_count(arena.vocabulary.view), id: id.bits,
                name: name.bits, organization: organization.bits, as_of: asOf))
    }

    deinit {
        unsafe view.pointee.resources.deallocate()
        unsafe view.pointee.groups.deallocate()
        unsafe view.pointee.types.deallocate()
        unsafe view.pointee.regions.deallocate()
        unsafe view.deallocate()
    }

    private static func copy<Element: BitwiseCopyable>(_ elements: [Element]) -> UnsafePointer<Element>? {
        unsafe UnsafePointer(allocate(elements).baseAddress)
    }

    /// A copy that nobody frees yet.
    static func allocate<Element: BitwiseCopyable>(_ elements: [Element]) -> UnsafeMutableBufferPointer<Element> {
        let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
        _ = unsafe memory.initialize(from: elements)
        return unsafe memory
    }
}
