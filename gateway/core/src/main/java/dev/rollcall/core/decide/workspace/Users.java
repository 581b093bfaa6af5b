package dev.rollcall.core.decide.workspace;

import dev.rollcall.core.model.DirectoryKey;
import dev.rollcall.core.model.KnownUser;
import dev.rollcall.core.model.row.UserRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the users of a slice, as they are after the commands decided so far, by id, userName and externalId. Of some users only
 * these three are known: a command names them, and nothing else about them was loaded.
 */
public final class Users {

    private final Tracked<UUID, UserRow> rows = new Tracked<>();
    private final Map<UUID, KnownUser> known = new HashMap<>();
    private final Map<DirectoryKey<String>, UUID> byName = new HashMap<>();
    private final Map<DirectoryKey<String>, Set<UUID>> byExternalId = new HashMap<>();
    private final Set<UUID> addressesChanged = new LinkedHashSet<>();

    Users(Collection<KnownUser> named, Collection<UserRow> loaded) {
        named.forEach(this::index);
        loaded.forEach(user -> {
            rows.load(user.id(), user);
            index(identity(user));
        });
    }

    /** The user with this id, whichever directory it is of, or null. */
    @Nullable
    public UserRow get(UUID id) {
        return rows.get(id);
    }

    /** The same, or null when it is of another directory. */
    @Nullable
    public UserRow get(UUID directoryId, UUID id) {
        UserRow user = rows.get(id);
        return user != null && user.directoryId().equals(directoryId) ? user : null;
    }

    /** The loaded users as they stand, in no order. */
    public Collection<UserRow> rows() {
        return rows.rows();
    }

    /** Every user that was put or removed, as loaded and as it stands; null where it is not. */
    public void each(BiConsumer<@Nullable UserRow, @Nullable UserRow> consumer) {
        rows.each(consumer);
    }

    /** Whether the directory has this user, of whom no more may have been loaded. */
    public boolean knows(UUID directoryId, UUID id) {
        KnownUser user = known.get(id);
        return user != null && user.directoryId().equals(directoryId);
    }

    /** The id of the user with this case-folded userName, or null. */
    @Nullable
    public UUID idOfNamed(UUID directoryId, String nameKey) {
        return byName.get(new DirectoryKey<>(directoryId, nameKey));
    }

    /** The ids of the users with this externalId. */
    public Set<UUID> idsWithExternalId(UUID directoryId, String externalId) {
        return byExternalId.getOrDefault(new DirectoryKey<>(directoryId, externalId), Set.of());
    }

    /** The same as {@link #idOfNamed} for a userName that a command gives to a user: who has it is loaded. */
    @Nullable
    public UserRow named(UUID directoryId, String nameKey) {
        UUID id = idOfNamed(directoryId, nameKey);
        return id == null ? null : rows.get(id);
    }

    /** The same as {@link #idsWithExternalId} for an externalId that a command gives to a user: who has it is loaded. */
    public List<UserRow> withExternalId(UUID directoryId, String externalId) {
        List<UserRow> found = new ArrayList<>();
        for (UUID id : idsWithExternalId(directoryId, externalId)) {
            found.add(Objects.requireNonNull(rows.get(id)));
        }
        return found;
    }

    void put(UserRow user) {
        UserRow before = rows.get(user.id());
        if (before != null) {
            unindex(identity(before));
        }
        rows.put(user.id(), user);
        index(identity(user));
        if (before == null || !Addresses.keys(before.document()).equals(Addresses.keys(user.document()))) {
            addressesChanged.add(user.id());
        }
    }

    void remove(UserRow user) {
        unindex(identity(user));
        known.remove(user.id());
        rows.remove(user.id());
        addressesChanged.remove(user.id());
    }

    Changes.Rows<UserRow> changes() {
        return Changes.Rows.of(rows);
    }

    /** Users who are new or have other addresses than they had. */
    List<UserRow> withOtherAddresses() {
        List<UserRow> changed = new ArrayList<>();
        for (UUID id : addressesChanged) {
            changed.add(Objects.requireNonNull(rows.get(id)));
        }
        return changed;
    }

    private static KnownUser identity(UserRow user) {
        return new KnownUser(user.directoryId(), user.id(), user.externalId(), user.nameKey());
    }

    private void index(KnownUser user) {
        known.put(user.id(), user);
        byName.put(new DirectoryKey<>(user.directoryId(), user.nameKey()), user.id());
        if (user.externalId() != null) {
            byExternalId
                    .computeIfAbsent(
                            new DirectoryKey<>(user.directoryId(), user.externalId()), key -> new LinkedHashSet<>())
                    .add(user.id());
        }
    }

    private void unindex(KnownUser user) {
        byName.remove(new DirectoryKey<>(user.directoryId(), user.nameKey()));
        if (user.externalId() != null) {
            Set<UUID> same = byExternalId.get(new DirectoryKey<>(user.directoryId(), user.externalId()));
            if (same != null) {
                same.remove(user.id());
            }
        }
    }
}
