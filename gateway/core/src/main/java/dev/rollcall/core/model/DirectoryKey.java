package dev.rollcall.core.model;

import java.util.UUID;

/** An id, name or other value within one directory. */
public record DirectoryKey<T>(UUID directoryId, T value) {}
