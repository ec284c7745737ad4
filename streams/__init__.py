"""Events in and out: bytes and typed records. Knows Kafka and files, knows no rules."""
