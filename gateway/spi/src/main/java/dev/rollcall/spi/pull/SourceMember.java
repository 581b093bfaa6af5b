package dev.rollcall.spi.pull;

/** One entry in the list of a group's members. */
public sealed interface SourceMember {

    /**
     * A person, perhaps from elsewhere.
     *
     * @param id perhaps not the id of the user, when the user is listed under another address
     * @param address in lower case; empty when the provider gave none
     */
    record User(String id, String address) implements SourceMember {}

    /** A group, perhaps another customer's. */
    record Group(String id, String address) implements SourceMember {}

    /** Every user of the account. */
    record Everybody() implements SourceMember {}

    /** A person without an account at the provider. */
    record Stranger() implements SourceMember {}
}
