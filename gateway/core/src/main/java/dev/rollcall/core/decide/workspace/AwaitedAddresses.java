package dev.rollcall.core.decide.workspace;

import dev.rollcall.core.model.row.AwaitedAddress;
import dev.rollcall.core.model.row.UserRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Keeps track of which users wait for an address that they cannot have now, as it stands after the commands decided so far (R30, R31). */
public final class AwaitedAddresses {

    private final Collection<AwaitedAddress> loaded;
    private final Map<UUID, AwaitedAddress> awaited = new LinkedHashMap<>();
    private final Set<UUID> renames = new LinkedHashSet<>();
    private final Set<UUID> ended = new LinkedHashSet<>();

    AwaitedAddresses(Collection<AwaitedAddress> loaded) {
        this.loaded = loaded;
    }

    /** Whether another user has waited for this address, and is to have it first (R31). */
    public boolean isAwaitedByAnother(String emailKey, UUID userId) {
        return loaded.stream()
                .anyMatch(row -> row.emailKey().equals(emailKey)
                        && !row.userId().equals(userId)
                        && !ended.contains(row.userId()));
    }

    /** What happens to this address or its domain elsewhere concerns the user. */
    public void await(UserRow user, String emailKey) {
        awaited.put(user.id(), new AwaitedAddress(user.directoryId(), user.id(), emailKey, Addresses.domain(emailKey)));
        ended.remove(user.id());
    }

    /** The user is a member, who waits for another address than the present one. */
    public void awaitRename(UserRow user, String emailKey) {
        await(user, emailKey);
        renames.add(user.id());
    }

    public void end(UserRow user) {
        awaited.remove(user.id());
        renames.remove(user.id());
        ended.add(user.id());
    }

    List<AwaitedAddress> begun() {
        return new ArrayList<>(awaited.values());
    }

    /** Users among those of {@link #begun} who are members under another address. */
    List<UUID> renames() {
        return new ArrayList<>(renames);
    }

    List<UUID> ended() {
        return new ArrayList<>(ended);
    }
}
