// SPDX-License-Identifier: Apache-2.0

/// The files of a new plugin: a manifest, a first rule that shows how it is done, and what stands around it.
public struct PluginScaffold: Sendable {
    /// The plugin's name, which begins its rules' ids.
    public let name: String
    /// The sentence of its manifest.
    public let title: String

    /// A plugin called `name`.
    public init(name: String, title: String) { (self.name, self.title) = (name, title) }

    /// Every file with its text.
    public var files: [(path: String, text: String)] {
        [
            ("plugin.lua", manifest), ("rules/ec2/owner-tag.lua", rule), ("lib/tag.lua", library), ("packs/\(name).lua", pack),
            ("fixtures/AWS--EC2--Instance.json", fixture), ("README.md", readme), (".luarc.json", EditorSettings.text(types: ["types"])),
            (".gitignore", "/types/\n"), ("ci.sh", script),
        ]
    }

    private var manifest: String {
        """
        return plugin {
          name    = "\(name)",
          version = "0.1.0",
          api     = 1,
          title   = \(LuaText.quoted(title)),
        }

        """
    }

    private var rule: String {
        """
        --- Whoever finds something wrong with an instance has to know whom to ask.
        local tag = require "\(name).tag"

        return rule {
          title    = "Instances name their owner",
          severity = "low",
          resource = "AWS::EC2::Instance",
          remedy   = "Set the tag to the team that runs the instance.",
          params   = { owner_tag = { "owner", "the tag that names the team" } },

          check = function(instance, params)
            local owner = tag.value(instance, params.owner_tag)
            if owner then return pass("%s owns it", owner) end
            return fail("the tag %s is missing or empty", params.owner_tag)
          end,

          examples = {
            pass = {
              ["a team is named"] = { it { tags = { owner = "payments" } } },
            },
            fail = {
              ["there is no such tag"] = { it {} },
              ["the tag is empty"] = { it { tags = { owner = "" } } },
            },
            unknown = {
              ["the source has no tags"] = { it { tags = unknown "not-collected" } },
            },
          },
        }

        """
    }

    private var library: String {
        """
        --- What rules of this plugin say of tags.
        local tag = {}

        --- The value of a tag; nil where it is missing or empty.
        function tag.value(resource, name)
          local value = resource.tags[name]
          if value ~= "" then return value end
        end

        return tag

        """
    }

    private var pack: String {
        """
        --- What runs with --pack \(name).
        return pack {
          title   = \(LuaText.quoted(title)),
          version = "0.1.0",

          requirements = {
            { "1", "Everything has an owner", rules = { "\(name).ec2.owner-tag" } },
          },
        }

        """
    }

    private var fixture: String {
        """
        {
          "configurationItemVersion": "1.3",
          "configurationItemCaptureTime": "2025-12-31T22:10:05.000Z",
          "configurationItemStatus": "OK",
          "awsAccountId": "111122223333",
          "resourceType": "AWS::EC2::Instance",
          "resourceId": "i-1",
          "awsRegion": "us-east-1",
          "tags": {},
          "relationships": [],
          "configuration": {
            "imageId": "ami-1",
            "instanceId": "i-1",
            "instanceType": "t3.micro",
            "state": {
              "code": 16,
              "name": "running"
            },
            "subnetId": "subnet-1",
            "vpcId": "vpc-1",
            "securityGroups": [
              {
                "groupName": "app",
                "groupId": "sg-1"
              }
            ],
            "metadataOptions": {
              "state": "applied",
              "httpTokens": "required",
              "httpPutResponseHopLimit": 1,
              "httpEndpoint": "enabled"
            }
          },
          "supplementaryConfiguration": {},
          "ARN": "arn:aws:ec2:us-east-1:111122223333:instance/i-1"
        }

        """
    }

    private var readme: String {
        """
        # \(name)

        \(title)

        | folder | holds |
        |---|---|
        | `rules/<service>/` | a rule a file; `rules/ec2/owner-tag.lua` is `\(name).ec2.owner-tag` |
        | `packs/` | which rules run together, and for which requirement |
        | `lib/` | Lua that rules share: `require "\(name).tag"` is `lib/tag.lua` |
        | `fixtures/` | the smallest realistic item of each type, which the examples of rules patch |
        | `types/` | annotations for the Lua language server; `demarc types` writes them anew |

            demarc rule new \(name).s3.versioned --from SNAPSHOT BUCKET   # a rule with examples and a fixture
            demarc test                                                # every example of every rule
            demarc lint                                                # mistakes that show without running them
            demarc scan --pack \(name) SNAPSHOT                          # what your accounts look like
            ./ci.sh                                                    # what a pipeline runs

        """
    }

    private var script: String {
        """
        #!/bin/sh
        # What a pipeline runs for this plugin: the first thing that fails ends it.
        set -eu
        cd "$(dirname "$0")"
        demarc lint
        demarc test

        """
    }
}
