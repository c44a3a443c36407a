// SPDX-License-Identifier: Apache-2.0

extension Operations {
    private static let trail = "AWS::CloudTrail::Trail"

    /// Trails, recorders, detectors and hubs.
    static let detection: [Operation] = [
        list(
            "cloudtrail", "describe-trails", trail, "trailList", id: "Name", arn: "TrailARN", title: "Name", region: "HomeRegion"),
        part("cloudtrail", "get-trail-status", of: trail, with: ["IsLogging"], to: .supplementary("Status")),
        part(
            "cloudtrail", "get-event-selectors", of: trail,
            with: ["EventSelectors", "AdvancedEventSelectors"], to: .supplementary("EventSelectors")),
        part("cloudtrail", "get-insight-selectors", of: trail, with: ["InsightSelectors", "TrailARN"], to: .supplementary("InsightSelectors")),
        list(
            "configservice", "describe-configuration-recorders", "AWS::Config::ConfigurationRecorder", "ConfigurationRecorders", id: "name",
            title: "name"),
        list(
            "configservice", "describe-configuration-recorder-status", "demarc::Config::RecorderStatus", "ConfigurationRecordersStatus",
            id: "name", title: "name"),
        list(
            "configservice", "describe-config-rules", "demarc::Config::Rule", "ConfigRules", id: "ConfigRuleName", arn: "ConfigRuleArn",
            title: "ConfigRuleName"),
        list(
            "configservice", "describe-delivery-channels", "demarc::Config::DeliveryChannel", "DeliveryChannels", id: "name", title: "name"),
        list("guardduty", "list-detectors", "AWS::GuardDuty::Detector", "DetectorIds", id: nil, isOpen: true),
        part("guardduty", "get-detector", of: "AWS::GuardDuty::Detector", with: ["Status"], to: .configuration),
        fact("securityhub", "describe-hub", "AWS::SecurityHub::Hub"),
        list(
            "securityhub", "get-enabled-standards", "demarc::SecurityHub::EnabledStandard", "StandardsSubscriptions",
            id: "StandardsSubscriptionArn", arn: "StandardsArn"),
        list(
            "securityhub", "list-enabled-products-for-import", "demarc::SecurityHub::EnabledProduct", "ProductSubscriptions", id: nil),
    ]
}
