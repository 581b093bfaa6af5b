package dev.rollcall.core.decide.request;

import dev.rollcall.core.model.DirectoryKey;
import dev.rollcall.core.model.KnownUser;
import dev.rollcall.core.model.row.MembershipRow;
import dev.rollcall.core.model.row.RoleAssignment;
import dev.rollcall.scim.schema.CaseFold;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The members that a batch's commands on groups name: by id, or by externalId or userName when the client does not know the id
 * yet. For a user it is enough to know that they exist, unless the group gives a role.
 */
public final class References {

    private final Set<Reference> references = new LinkedHashSet<>();

    /** A value that names a member of a group; of one that is being made, the group is null. */
    private record Reference(UUID directoryId, @Nullable UUID groupId, String value) {

        DirectoryKey<String> key() {
            return new DirectoryKey<>(directoryId, value);
        }
    }

    void add(UUID directoryId, @Nullable UUID groupId, String value) {
        references.add(new Reference(directoryId, groupId, value));
    }

    public boolean isEmpty() {
        return references.isEmpty();
    }

    /** Those that may be ids. */
    public List<DirectoryKey<UUID>> ids() {
        Set<DirectoryKey<UUID>> ids = new LinkedHashSet<>();
        for (Reference reference : references) {
            UUID id = Wanted.uuid(reference.value());
            if (id != null) {
                ids.add(new DirectoryKey<>(reference.directoryId(), id));
            }
        }
        return new ArrayList<>(ids);
    }

    /** Those that are no ids, case-folded: they may be userNames. */
    public List<DirectoryKey<String>> names() {
        Set<DirectoryKey<String>> names = new LinkedHashSet<>();
        for (Reference reference : references) {
            if (Wanted.uuid(reference.value()) == null) {
                names.add(new DirectoryKey<>(reference.directoryId(), CaseFold.fold(reference.value())));
            }
        }
        return new ArrayList<>(names);
    }

    /** All: any may be an externalId. */
    public List<DirectoryKey<String>> values() {
        return references.stream().map(Reference::key).distinct().toList();
    }

    /**
     * Whether one of the groups gives a role, or may be given one when it is made: an assignment may wait for it, if only since
     * the group that it meant was deleted in the same batch.
     *
     * @param mapped groups that give a role, by themselves or through others that they are in
     */
    public boolean concernRoles(Collection<RoleAssignment> assignments, Set<UUID> mapped) {
        return !assignments.isEmpty()
                && references.stream()
                        .anyMatch(reference -> reference.groupId() == null || mapped.contains(reference.groupId()));
    }

    /**
     * The memberships that the commands speak of, under the values that they name and under the ids of the users that are meant.
     *
     * @param known the users whom the references name
     */
    public Set<MembershipRow.Key> memberships(Collection<KnownUser> known) {
        Map<DirectoryKey<String>, List<UUID>> meant = new HashMap<>();
        for (KnownUser user : known) {
            meant(meant, user, user.nameKey());
            if (user.externalId() != null) {
                meant(meant, user, user.externalId());
            }
        }
        Set<MembershipRow.Key> keys = new LinkedHashSet<>();
        for (Reference reference : references) {
            UUID group = reference.groupId();
            if (group != null) {
                keys.add(new MembershipRow.Key(group, reference.value()));
                add(keys, group, meant.get(reference.key()));
                add(
                        keys,
                        group,
                        meant.get(new DirectoryKey<>(reference.directoryId(), CaseFold.fold(reference.value()))));
            }
        }
        return keys;
    }

    private static void meant(Map<DirectoryKey<String>, List<UUID>> meant, KnownUser user, String value) {
        meant.computeIfAbsent(new DirectoryKey<>(user.directoryId(), value), key -> new ArrayList<>())
                .add(user.id());
    }

    private static void add(Set<MembershipRow.Key> keys, UUID group, @Nullable List<UUID> ids) {
        if (ids != null) {
            ids.forEach(id -> keys.add(new MembershipRow.Key(group, id.toString())));
        }
    }
}
