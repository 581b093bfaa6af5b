package dev.rollcall.spi;

/**
 * How the writes of a client are read where clients differ although the RFC allows only one reading.
 *
 * @param mergesUsers whether a PUT of a user changes only what it names, as a PATCH does
 * @param mergesGroups whether a PUT of a group does
 * @param keepsMembers whether a PUT of a group without {@code members} leaves them as they are
 * @param deleteDeactivates whether a DELETE of a user locks them out and keeps the record
 * @param groupsOfUsers whether the groups that a user is sent with are those that the user is in
 * @param namesAsIds whether a userName or an address may stand in place of the id of a user in a path
 */
public record WriteRules(
        boolean mergesUsers,
        boolean mergesGroups,
        boolean keepsMembers,
        boolean deleteDeactivates,
        boolean groupsOfUsers,
        boolean namesAsIds) {

    /** As the RFC has it. */
    public static final WriteRules RFC = new WriteRules(false, false, false, false, false, false);
}
