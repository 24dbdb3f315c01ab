{ "variable": { "x": {} } }
