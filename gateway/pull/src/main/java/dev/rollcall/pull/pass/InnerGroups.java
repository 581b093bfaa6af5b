package dev.rollcall.pull.pass;

import dev.rollcall.pull.change.Remembered;
import dev.rollcall.pull.change.Remembered.Brought;
import dev.rollcall.spi.pull.SourceException;
import dev.rollcall.spi.pull.SourceException.Kind;
import dev.rollcall.spi.pull.SourceReader;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers which groups were ever seen in which, at any depth. If a list leaves out a group, and with it all its users, the group can still
 * be asked for by itself.
 */
public final class InnerGroups {

    static final String KIND = "inner";

    /** With more the provider would be asked too often; then nothing is certain. */
    private static final int MOST = 50;

    private final SourceReader reader;
    private final Remembered remembered;
    private final UUID reading;
    private final boolean isPreview;
    private final Map<String, Set<String>> known = new ConcurrentHashMap<>();
    private final Map<String, Future<Set<String>>> reached = new ConcurrentHashMap<>();

    public InnerGroups(SourceReader reader, Remembered remembered, UUID reading, boolean isPreview) {
        this.reader = reader;
        this.remembered = remembered;
        this.reading = reading;
        this.isPreview = isPreview;
    }

    Future<Void> load() {
        return remembered.contents(KIND).map(found -> {
            found.forEach((group, inner) -> known.put(
                    group, Set.of(inner.toString(StandardCharsets.UTF_8).split(" "))));
            return null;
        });
    }

    /** Whether one of these groups was ever seen in that one. */
    boolean hasSeenAny(String groupId, Set<String> ids) {
        return known.getOrDefault(groupId, Set.of()).stream().anyMatch(ids::contains);
    }

    /** Remembers them before their users come in, so that none comes in by a group that is not remembered. */
    Future<Void> seen(String groupId, Set<String> inner) {
        Set<String> all = new TreeSet<>(known.getOrDefault(groupId, Set.of()));
        if (!all.addAll(inner)) {
            return Future.succeededFuture();
        }
        known.put(groupId, all);
        Buffer ids = Buffer.buffer(String.join(" ", all));
        return isPreview
                ? Future.succeededFuture()
                : remembered.remember(KIND, List.of(new Brought(groupId, ids, reading, 0)));
    }

    /** Whether the user of those keys is in none of the groups that are in it now; each step of the way is asked for by itself. */
    Future<Boolean> isOutOfAll(String groupId, List<String> keys) {
        return reached.computeIfAbsent(groupId, this::reach).compose(groups -> {
            Future<Boolean> out = Future.succeededFuture(true);
            for (String group : groups) {
                out = out.compose(so -> so ? has(group, keys).map(in -> !in) : Future.succeededFuture(false));
            }
            return out;
        });
    }

    private Future<Set<String>> reach(String groupId) {
        Set<String> rest = new TreeSet<>(known.getOrDefault(groupId, Set.of()));
        if (rest.size() > MOST) {
            return Future.failedFuture(new SourceException(
                    Kind.INCOMPLETE, "Group " + groupId + " contains more groups than can be looked up one by one."));
        }
        return reach(List.of(groupId), rest, new HashSet<>());
    }

    /** Goes on from those that were reached last, with those that were not reached yet. */
    private Future<Set<String>> reach(List<String> from, Set<String> rest, Set<String> all) {
        if (from.isEmpty() || rest.isEmpty()) {
            return Future.succeededFuture(all);
        }
        Set<String> next = new TreeSet<>();
        Future<Void> chain = Future.succeededFuture();
        for (String outer : from) {
            for (String inner : List.copyOf(rest)) {
                chain = chain.compose(done -> has(outer, List.of(inner))).map(is -> {
                    if (is) {
                        next.add(inner);
                    }
                    return null;
                });
            }
        }
        return chain.compose(done -> {
            rest.removeAll(next);
            all.addAll(next);
            return reach(List.copyOf(next), rest, all);
        });
    }

    /** A group of another customer lends no users: its members were never read. */
    private Future<Boolean> has(String group, List<String> keys) {
        return reader.hasMember(group, keys, false)
                .recover(failure -> failure instanceof SourceException told && told.kind() == Kind.OUTSIDE
                        ? Future.succeededFuture(false)
                        : Future.failedFuture(failure));
    }
}
