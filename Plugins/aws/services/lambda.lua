--- Who owns what of AWS Lambda.
return service {
  title = "AWS Lambda",
  model = "serverless",
  note  = "AWS runs everything below the code; the code, what is packaged with it and how it handles data and "
    .. "secrets stay the customer's.",
  types = {
    "AWS::Lambda::Function",
    "AWS::Lambda::CodeSigningConfig",
    -- lint: allow unknown-type: a type of CloudFormation, which no source of snapshots has yet
    "AWS::Lambda::Url",
    "AWS::Lambda::EventSourceMapping",
  },
  rows  = {
    { "code", "Function code", layer = "app.code", party = "customer", gap = "the code itself" },
    {
      "dependencies", "Libraries and dependencies packaged with the function",
      layer = "app.dependencies", party = "customer",
    },
    { "execution-role", "IAM execution role", layer = "identity.access", party = "customer" },
    {
      "environment", "Environment variables (including secrets management)",
      layer = "app.secrets", party = "customer", gap = "secrets among the values",
    },
    {
      "triggers", "Function triggers and event source configuration",
      layer = "service.configuration", party = "customer",
    },
    {
      "runtime", "Runtime (Python 3.12, Node.js 20, ...)", layer = "platform.engine", party = "aws",
      when = {
        {
          type = "AWS::Lambda::Function", path = "configuration.packageType", equals = "Image",
          party = "customer",
          why = "AWS publishes base images; the customer rebuilds and redeploys the image "
            .. "(Lambda developer guide, runtime-management-shared)",
        },
        {
          type = "AWS::Lambda::Function", path = "configuration.runtime", starts_with = "provided",
          party = "customer",
          why = "the customer ships the language runtime; AWS keeps only the OS-only base",
        },
        {
          rule = "aws.lambda.runtime-supported", result = "fail",
          party = "customer",
          why = "AWS stops patching after the deprecation date",
        },
      },
    },
    {
      "runtime-patching", "Runtime patching and security updates", layer = "platform.engine", party = "aws",
      rules = { "aws.lambda.runtime-supported" },
      when = {
        {
          type = "AWS::Lambda::Function", path = "configuration.packageType", equals = "Image",
          party = "customer",
          why = "AWS publishes base images; the customer rebuilds and redeploys the image "
            .. "(Lambda developer guide, runtime-management-shared)",
        },
        {
          type = "AWS::Lambda::Function", path = "configuration.runtime", starts_with = "provided",
          party = "customer",
          why = "the customer ships the language runtime; AWS keeps only the OS-only base",
        },
        {
          rule = "aws.lambda.runtime-supported", result = "fail",
          party = "customer",
          why = "AWS stops patching after the deprecation date",
        },
        {
          type = "AWS::Lambda::Function",
          path = "supplementaryConfiguration.RuntimeManagementConfig.UpdateRuntimeOn",
          one_of = { "Manual", "FunctionUpdate" },
          party = "shared",
          why = "its update mode leaves it to the customer when the patched runtime is applied",
        },
      },
    },
    {
      "os", "Operating system", layer = "platform.os", party = "aws",
      when = {
        {
          type = "AWS::Lambda::Function", path = "configuration.packageType", equals = "Image",
          party = "shared",
          why = "user space comes from the customer image, kernel and host from AWS",
        },
      },
    },
    {
      "scaling", "Scaling and concurrency management", layer = "platform.availability", party = "aws",
      when = {
        {
          type = "AWS::Lambda::Function",
          path = "supplementaryConfiguration.Concurrency.reservedConcurrentExecutions",
          present = true,
          party = "shared",
          why = "a customer limit is in force",
        },
      },
    },
    { "hardware", "Underlying compute hardware", layer = "infra.hardware", party = "aws" },
  },
}
