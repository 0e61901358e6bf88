select as_of from clean.run
