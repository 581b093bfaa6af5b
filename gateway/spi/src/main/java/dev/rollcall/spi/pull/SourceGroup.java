package dev.rollcall.spi.pull;

/**
 * A group as it is at the provider.
 *
 * @param id never changes and is never given to another
 * @param name what people call it; several groups may have the same
 * @param address what tells groups of one name apart
 */
public record SourceGroup(String id, String name, String address) {}
