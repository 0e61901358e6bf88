package clean

// FilingBatch is here for the test that runs in a real engine, outside the package.
const FilingBatch = filingBatch
