package dev.rollcall.core.model.row;

/**
 * A row of {@code domain}, as far as decisions depend on it.
 *
 * @param name in its ASCII form
 * @param verified whether it is the organisation's own; otherwise it is only claimed
 * @param byRecord whether its DNS record has proved that; otherwise the operator's word did
 * @param lost whether that record is gone
 */
public record DomainRow(String name, boolean verified, boolean byRecord, boolean lost) {}
