package dev.rollcall.adapters.entra.simulate;

import dev.rollcall.spi.simulate.Batches;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A group of the tenant: the true state there, and the state that the job has reported to the gateway. */
final class EntraTeam {

    /** Members in one PATCH where many change. Microsoft publishes no figure. */
    static final int BATCH = 50;

    /** Some that join or leave a group by one request. */
    record Move(EntraTeam team, boolean joining, List<EntraAccount> accounts) {}

    private final String objectName;
    private String name;
    private final Set<EntraAccount> members;
    private boolean deleted;

    private @Nullable String id;
    private boolean posted;
    private boolean older;
    private String toldName = "";
    /** Who joined or left by a request that got no answer. */
    private final Set<EntraAccount> unsure = ConcurrentHashMap.newKeySet();

    /** In the order of telling; several threads may add to it, while none reads it through. */
    private final Set<EntraAccount> toldMembers = Collections.synchronizedSet(new LinkedHashSet<>());

    EntraTeam(String name, List<EntraAccount> members) {
        this.objectName = name;
        this.name = name;
        this.members = new LinkedHashSet<>(members);
    }

    /** The name under which the group was made, which its object id is made from. */
    String objectName() {
        return objectName;
    }

    String name() {
        return name;
    }

    void rename(String to) {
        name = to;
    }

    void join(List<EntraAccount> accounts) {
        members.addAll(accounts);
    }

    void leave(List<EntraAccount> accounts) {
        members.removeAll(accounts);
    }

    /** Somebody who came back is a member without being told again. */
    void takeOver(EntraAccount former, EntraAccount again) {
        members.remove(former);
        members.add(again);
        if (toldMembers.remove(former)) {
            toldMembers.add(again);
        }
    }

    void delete() {
        deleted = true;
    }

    boolean isDeleted() {
        return deleted;
    }

    boolean isLinked() {
        return id != null;
    }

    String id() {
        return Objects.requireNonNull(id, "not linked");
    }

    /** A POST is on its way: what is found later is this group, even when no answer comes. */
    void posting() {
        posted = true;
    }

    void linked(String to, boolean existed) {
        id = to;
        older = existed && !posted;
        toldName = name;
    }

    void unlinked() {
        id = null;
    }

    /** Whether it was there before this run: it may have members that nobody here knows. */
    boolean isOlder() {
        return older;
    }

    String toldName() {
        return toldName;
    }

    /** The name that the gateway has; empty while nobody knows. */
    void told(String newName) {
        toldName = newName;
    }

    /** Whether the group itself has to be told. */
    boolean isDue() {
        return deleted ? id != null : id == null || !name.equals(toldName);
    }

    Set<EntraAccount> toldMembers() {
        return toldMembers;
    }

    /** A change is on its way: until its answer is there, nobody knows who is in. */
    void telling(Move move) {
        unsure.addAll(move.accounts());
    }

    void told(Move move) {
        move.accounts().forEach(move.joining() ? toldMembers::add : toldMembers::remove);
        move.accounts().forEach(unsure::remove);
    }

    boolean hasMoves() {
        return !joining().isEmpty() || !leaving().isEmpty();
    }

    /** Who leaves, in batches. */
    List<Move> leavers() {
        return moves(false, leaving(), BATCH);
    }

    /** Who joins: into an empty group in batches, into others one by one. */
    List<Move> joiners() {
        return moves(true, joining(), toldMembers.isEmpty() ? BATCH : 1);
    }

    private List<Move> moves(boolean joining, List<EntraAccount> accounts, int size) {
        return Batches.of(accounts, size).stream()
                .map(batch -> new Move(this, joining, batch))
                .toList();
    }

    private List<EntraAccount> joining() {
        List<EntraAccount> joining = new ArrayList<>();
        if (id != null && !deleted) {
            for (EntraAccount account : members) {
                boolean told = toldMembers.contains(account) && !unsure.contains(account);
                if (account.isLinked() && !account.isPurged() && !told) {
                    joining.add(account);
                }
            }
        }
        return joining;
    }

    private List<EntraAccount> leaving() {
        if (id == null || deleted) {
            return List.of();
        }
        return Stream.concat(toldMembers.stream(), unsure.stream())
                .distinct()
                .filter(account -> account.isLinked() && !members.contains(account))
                .toList();
    }
}
