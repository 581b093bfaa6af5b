package dev.rollcall.core.decide.request;

import dev.rollcall.core.decide.plan.WorkChunk;
import dev.rollcall.core.model.DirectoryKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a batch of commands can touch, derived from the commands alone; they have to be loaded before anything is decided.
 * It may name more than is needed, but never less. {@link ScimNeeds} adds what a SCIM command can touch, {@link WorkNeeds} what a task can.
 */
public final class Wanted {

    final Set<UUID> directories = new LinkedHashSet<>();
    final Set<DirectoryKey<UUID>> users = new LinkedHashSet<>();
    final Set<DirectoryKey<String>> userNames = new LinkedHashSet<>();
    final Set<DirectoryKey<String>> externalIds = new LinkedHashSet<>();
    final Set<DirectoryKey<UUID>> groups = new LinkedHashSet<>();
    final Set<DirectoryKey<String>> groupNames = new LinkedHashSet<>();
    final Set<DirectoryKey<UUID>> wholeGroups = new LinkedHashSet<>();
    final Set<DirectoryKey<String>> parkedValues = new LinkedHashSet<>();
    final References references = new References();
    final Set<String> addresses = new LinkedHashSet<>();
    final Set<String> userAddresses = new LinkedHashSet<>();
    final Set<UUID> members = new LinkedHashSet<>();
    private boolean everyDirectory;

    /** Reads the commands of one organisation's batch. */
    public static Wanted by(List<PendingScim> batch) {
        Wanted wanted = new Wanted();
        ScimNeeds needs = new ScimNeeds(wanted);
        batch.forEach(needs::add);
        return wanted;
    }

    /** Reads a task. */
    public static Wanted by(WorkChunk task) {
        Wanted wanted = new Wanted();
        wanted.everyDirectory = true;
        return task.match(new WorkNeeds(wanted));
    }

    /** The id as UUID, or null: ids of this gateway are UUIDs in lower case, so anything else names nothing. */
    public static @Nullable UUID uuid(String id) {
        if (id.length() != 36) {
            return null;
        }
        try {
            UUID uuid = UUID.fromString(id);
            return uuid.toString().equals(id) ? uuid : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    public Set<UUID> directories() {
        return directories;
    }

    /** Whether all directories of the organisation are needed, with their assignments. */
    public boolean everyDirectory() {
        return everyDirectory;
    }

    /** Members by id; with them the users that they are. */
    public Set<UUID> members() {
        return members;
    }

    public List<DirectoryKey<UUID>> users() {
        return new ArrayList<>(users);
    }

    /** Case-folded. */
    public List<DirectoryKey<String>> userNames() {
        return new ArrayList<>(userNames);
    }

    public List<DirectoryKey<String>> externalIds() {
        return new ArrayList<>(externalIds);
    }

    public List<DirectoryKey<UUID>> groups() {
        return new ArrayList<>(groups);
    }

    /** Case-folded. */
    public List<DirectoryKey<String>> groupNames() {
        return new ArrayList<>(groupNames);
    }

    /** Groups whose members are all needed: they are replaced, searched or deleted. */
    public List<DirectoryKey<UUID>> wholeGroups() {
        return new ArrayList<>(wholeGroups);
    }

    /** Values under which members may be parked. */
    public List<DirectoryKey<String>> parkedValues() {
        return new ArrayList<>(parkedValues);
    }

    /** The members that commands on groups name. */
    public References references() {
        return references;
    }

    /** Case-folded addresses whose users are needed, whichever directory has them. */
    public Set<String> userAddresses() {
        return userAddresses;
    }

    /** Case-folded addresses that the commands could bring in. */
    public Set<String> addresses() {
        return addresses;
    }
}
