package dev.rollcall.server.profile;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A SCIM client that was written elsewhere, behind the few verbs that a life of users and groups needs. */
interface ForeignClient {

    /** What it asks before anything else: discovery, or its own test of the connection. */
    void probe();

    /** Creates an active user and returns the id. */
    String create(String userName, String email);

    /** The id of the user of that name. */
    Optional<String> find(String userName);

    /** The displayName that it reads. */
    Optional<String> displayName(String id);

    /** Sends the whole user again, or what the client takes for that. */
    void replace(String id, String userName, String email, String displayName);

    /** Changes one attribute. */
    void setTitle(String id, String title);

    void deactivate(String id);

    void delete(String id);

    /** The ids of all users, read in pages. */
    Set<String> all(int page);

    /** Creates a group with members and returns the id. */
    String createGroup(String name, List<String> members);

    /** Makes these the members of a group. */
    void setMembers(String group, String name, List<String> members);

    /** Makes a group known by another name; its members stay. */
    void rename(String group, String name);

    void deleteGroup(String group);

    /** Creates users in one request, where the client can; otherwise the number is 0. */
    default int bulk(List<String> userNames) {
        return 0;
    }
}
