--- CORS is no access control, but it decides which web pages may use a visitor's access to the bucket.
local WRITES = { PUT = true, POST = true, DELETE = true }

--- Whether the one wildcard an origin may have leaves every host open: "*", "https://*", "http*".
local function is_any_origin(origin)
  local start = origin:match "^([^*]*)%*$"
  return start ~= nil and (("https://"):sub(1, #start) == start or ("http://"):sub(1, #start) == start)
end

return rule {
  title    = "CORS does not open the bucket to any origin",
  severity = "medium",
  resource = "AWS::S3::Bucket",
  layer    = "s3.cors",
  remedy   = "Name the origins that need access.",
  params   = { strict = { false, "whether any origin is too many for reading as well" } },

  check = function(bucket, params)
    local cors = bucket.supplementaryConfiguration.BucketCrossOriginConfiguration
    for _, entry in ipairs(cors.rules or cors.CORSRules or {}) do
      local writes = any(entry.allowedMethods, function(method) return WRITES[method] end)
      if any(entry.allowedOrigins, is_any_origin) and (writes or params.strict) then
        return fail("CORS lets web pages of any origin %s (it is no access control)", writes and "write" or "read")
      end
    end
    return pass()
  end,

  examples = {
    pass = {
      ["the bucket has no CORS rules"] = { it {} },
      ["any origin may read"] = {
        it { supplementaryConfiguration = { BucketCrossOriginConfiguration = {
          rules = { { allowedOrigins = { "*" }, allowedMethods = { "GET" } } } } } },
      },
      ["any host of a named domain may write"] = {
        it { supplementaryConfiguration = { BucketCrossOriginConfiguration = {
          rules = { { allowedOrigins = { "https://*.example.org" }, allowedMethods = { "PUT" } } } } } },
      },
      ["a named origin may write"] = {
        it { supplementaryConfiguration = { BucketCrossOriginConfiguration = {
          rules = { { allowedOrigins = { "https://app.example.org" }, allowedMethods = { "PUT" } } } } } },
      },
      ["any origin of another scheme may write"] = {
        it { supplementaryConfiguration = { BucketCrossOriginConfiguration = {
          rules = { { allowedOrigins = { "capacitor://*" }, allowedMethods = { "PUT" } } } } } },
      },
    },
    fail = {
      ["any origin may write"] = {
        it { supplementaryConfiguration = { BucketCrossOriginConfiguration = {
          rules = { { allowedOrigins = { "*" }, allowedMethods = { "GET", "PUT" } } } } } },
      },
      ["any origin of either scheme may write"] = {
        it { supplementaryConfiguration = { BucketCrossOriginConfiguration = {
          rules = { { allowedOrigins = { "http*" }, allowedMethods = { "POST" } } } } } },
      },
      ["any origin may write, says the API"] = {
        it { supplementaryConfiguration = { BucketCrossOriginConfiguration = {
          CORSRules = { { AllowedOrigins = { "https://*" }, AllowedMethods = { "DELETE" } } } } } },
      },
      ["any origin may read, and that is too many"] = {
        it { supplementaryConfiguration = { BucketCrossOriginConfiguration = {
          rules = { { allowedOrigins = { "*" }, allowedMethods = { "GET" } } } } } },
        params { strict = true },
      },
      ["any origin of the open scheme may write"] = {
        it { supplementaryConfiguration = { BucketCrossOriginConfiguration = {
          rules = { { allowedOrigins = { "http://*" }, allowedMethods = { "PUT" } } } } } },
      },
    },
    unknown = {
      ["the call was refused"] = {
        it { supplementaryConfiguration = { BucketCrossOriginConfiguration = unknown "denied" } },
      },
    },
  },
}
