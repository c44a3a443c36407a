// SPDX-License-Identifier: Apache-2.0
internal import Demarc

#if canImport(Glibc)
internal import Glibc
#endif

/// The screen: its width, whether it has colours, and lines for people on standard error.
enum Terminal {
    /// Writes a line to standard error.
    static func say(_ line: String) {
        var error = FileOutput(descriptor: STDERR_FILENO)
        error.write(line + "\n")
        error.finish()
    }

    static var errorIsScreen: Bool { isatty(STDERR_FILENO) == 1 }

    /// The style of standard output: `--color` says always or never, else colours are for screens that did not refuse them.
    static func style(_ colour: String) -> TextStyle {
        let isScreen = isatty(STDOUT_FILENO) == 1
        let refuses = unsafe getenv("NO_COLOR").map { unsafe $0.pointee != 0 } ?? false
        let isDumb = unsafe getenv("TERM").map { unsafe String(cString: $0) == "dumb" } ?? false
        return TextStyle(width: width, isColoured: colour == "always" || (colour == "auto" && isScreen && !refuses && !isDumb))
    }

    private static var width: Int {
        if let columns = unsafe getenv("COLUMNS").flatMap({ unsafe Int(String(cString: $0)) }), columns > 0 { return columns }
        var size = winsize()
        if unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        return 100
    }
}
