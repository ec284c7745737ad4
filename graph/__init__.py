"""The entity graph, pure: no Kafka, no clock, no files."""
