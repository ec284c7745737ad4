"""The steps bound to their two runtimes: Faust on Kafka, and one process."""
