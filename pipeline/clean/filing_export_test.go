package clean

// FillTopics and FilingBatch are here for the test that runs them in a real engine, outside the package.
var FillTopics = fillTopics

const FilingBatch = filingBatch
