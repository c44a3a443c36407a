--- S3 encrypts everything; whose key it uses, and so who can read it, is the customer's choice.
local tag = require "aws.tag"

local RANK = { ["none"] = 0, ["aws-owned"] = 1, ["aws-managed"] = 2, ["customer-managed"] = 3 }

local KMS = { ["aws:kms"] = true, ["aws:kms:dsse"] = true }

--- Whose key the bucket uses; nil, and the algorithm, where that is none S3 has.
local function key_model(bucket)
  for _, entry in ipairs(bucket.supplementaryConfiguration.ServerSideEncryptionConfiguration.rules or {}) do
    local default = entry.applyServerSideEncryptionByDefault
    -- AWS Config's spelling, then the API's.
    local algorithm = default.sseAlgorithm or default.SSEAlgorithm
    local key = default.kmsMasterKeyID or default.KMSMasterKeyID
    if algorithm == "AES256" then return "aws-owned" end
    if KMS[algorithm] then return (key and not matches(key, "alias/aws/")) and "customer-managed" or "aws-managed" end
    if algorithm ~= nil then return nil, algorithm end
  end
  return "none"
end

return rule {
  title    = "Default encryption uses the chosen key model",
  severity = "low",
  resource = "AWS::S3::Bucket",
  layer    = "s3.encryption",
  remedy   = "Set SSE-KMS with a customer managed key where the data class requires it.",
  params = {
    min_key_model      = {
      "aws-owned", "whose key every bucket needs at least", values = { "aws-owned", "aws-managed", "customer-managed" },
    },
    by_classification  = {
      { "restricted=customer-managed" }, "data class = key model that it needs",
      values = { "?*=aws-owned", "?*=aws-managed", "?*=customer-managed" },
    },
    classification_tag = { "data-classification", "the tag that names the data class" },
  },

  check = function(bucket, params)
    local model, algorithm = key_model(bucket)
    if model == nil then return unknown("S3 has no algorithm %s", tostring(algorithm)) end
    local needed = params.min_key_model
    if model == "customer-managed" then return pass(model) end
    for _, entry in ipairs(params.by_classification) do
      local class, wanted = entry:match "^(.*)=([^=]*)$"
      if tag.carries(bucket, params.classification_tag .. "=" .. class) then needed = wanted end
    end
    if RANK[model] >= RANK[needed] then return pass(model) end
    return fail("the key model is %s, and %s is needed", model, needed)
  end,

  examples = {
    pass = {
      ["S3 encrypts with its own key"] = { it {} },
      ["restricted data has a customer managed key"] = {
        it { tags = { ["data-classification"] = "restricted" }, supplementaryConfiguration = {
          ServerSideEncryptionConfiguration = { rules = { { applyServerSideEncryptionByDefault = {
            sseAlgorithm = "aws:kms", kmsMasterKeyID = "arn:aws:kms:us-east-1:111122223333:key/1" } } } } } },
      },
      ["the customer's key is enough, whatever the tags would say"] = {
        it { tags = unknown "not collected", supplementaryConfiguration = { ServerSideEncryptionConfiguration = { rules = { {
          applyServerSideEncryptionByDefault = { sseAlgorithm = "aws:kms", kmsMasterKeyID = "alias/records" } } } } } },
      },
      ["S3 has its own key, says the API"] = {
        it { supplementaryConfiguration = { ServerSideEncryptionConfiguration = { rules = { {
          ApplyServerSideEncryptionByDefault = { SSEAlgorithm = "AES256" } } } } } },
      },
      ["the customer has the key, says the API"] = {
        it { supplementaryConfiguration = { ServerSideEncryptionConfiguration = { Rules = { {
          ApplyServerSideEncryptionByDefault = { SSEAlgorithm = "aws:kms", KMSMasterKeyID = "alias/records" } } } } } },
        params { min_key_model = "customer-managed" },
      },
    },
    fail = {
      ["there is no default encryption"] = {
        it { supplementaryConfiguration = { ServerSideEncryptionConfiguration = absent } },
      },
      ["restricted data has S3's own key"] = { it { tags = { ["data-classification"] = "restricted" } } },
      ["restricted data has AWS's key"] = {
        it { tags = { ["data-classification"] = "restricted" }, supplementaryConfiguration = {
          ServerSideEncryptionConfiguration = { rules = { { ApplyServerSideEncryptionByDefault = {
            SSEAlgorithm = "aws:kms", KMSMasterKeyID = "arn:aws:kms:us-east-1:111122223333:alias/aws/s3" } } } } } },
      },
      ["S3 has its own key, says the API, and AWS's is needed"] = {
        it { supplementaryConfiguration = { ServerSideEncryptionConfiguration = { rules = { {
          ApplyServerSideEncryptionByDefault = { SSEAlgorithm = "AES256" } } } } } },
        params { min_key_model = "aws-managed" },
      },
      ["no key is named, so it is AWS's"] = {
        it { supplementaryConfiguration = { ServerSideEncryptionConfiguration = {
          rules = { { applyServerSideEncryptionByDefault = { sseAlgorithm = "aws:kms" } } } } } },
        params { min_key_model = "customer-managed" },
      },
    },
    unknown = {
      ["S3 has no such algorithm"] = {
        it { supplementaryConfiguration = { ServerSideEncryptionConfiguration = {
          rules = { { applyServerSideEncryptionByDefault = { sseAlgorithm = 5 } } } } } },
      },
      ["the call was refused"] = {
        it { supplementaryConfiguration = { ServerSideEncryptionConfiguration = unknown "denied" } },
      },
      ["tags were not collected"] = { it { tags = unknown "not collected" } },
    },
  },
}
