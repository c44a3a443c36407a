return plugin { name = "golden", title = "A rule for each verdict", version = "1.0.0", api = 1 }
