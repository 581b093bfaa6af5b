package dev.rollcall.pull.pass;

import dev.rollcall.spi.pull.SourceException;
import dev.rollcall.spi.pull.SourceException.Kind;
import dev.rollcall.spi.pull.SourceMember;
import dev.rollcall.spi.pull.SourceReader;
import dev.rollcall.spi.pull.SourceUser;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The users who were listed in this reading: ids alone, and the addresses under which some are listed elsewhere. Thread-safe. */
public final class Listed {

    private final SourceReader reader;
    private final Set<String> kept = ConcurrentHashMap.newKeySet();
    private final Set<String> leftOut = ConcurrentHashMap.newKeySet();
    private final Map<String, String> addresses = new ConcurrentHashMap<>();
    private final Map<String, Future<Optional<SourceUser>>> asked = new ConcurrentHashMap<>();
    private @Nullable Set<String> only;
    private volatile boolean isWhole;

    public Listed(SourceReader reader) {
        this.reader = reader;
    }

    /** Begins anew: from now on only these users are the directory's. */
    void only(Set<String> ids) {
        only = ids;
        kept.clear();
        leftOut.clear();
    }

    /** All pages of users were read: a member who is not among them is from elsewhere, or one of few. */
    void whole() {
        isWhole = true;
    }

    /** Whether the user is the directory's; remembers the answer. */
    boolean add(SourceUser user) {
        boolean isKept = user.leftOut() == null && (only == null || only.contains(user.id()));
        if (isKept) {
            kept.add(user.id());
            leftOut.remove(user.id());
        } else {
            leftOut.add(user.id());
        }
        user.addresses().forEach(address -> addresses.put(address, user.id()));
        return isKept;
    }

    boolean has(String id) {
        return kept.contains(id) || leftOut.contains(id);
    }

    /** Ids of all who were listed, those too who are left out. */
    Set<String> all() {
        Set<String> all = new HashSet<>(kept);
        all.addAll(leftOut);
        return all;
    }

    Set<String> kept() {
        return kept;
    }

    boolean isKept(String id) {
        return kept.contains(id);
    }

    /**
     * The id of the user who is meant by an entry of a group: by id, by an address that was listed, else by asking once. Empty for a
     * user from elsewhere.
     */
    Future<Optional<String>> resolve(SourceMember.User member) {
        if (has(member.id())) {
            return Future.succeededFuture(Optional.of(member.id()));
        }
        String known = addresses.get(member.address());
        if (known != null) {
            return Future.succeededFuture(Optional.of(known));
        }
        String key = member.address().isEmpty() ? member.id() : member.address();
        if (!isWhole && asked.size() >= AbsentUsers.CONFIRMATIONS && !asked.containsKey(key)) {
            return Future.failedFuture(new SourceException(
                    Kind.INCOMPLETE,
                    "The list of users could not be read to the end, and too many members of groups were missing "
                            + "from it"
                            + " to look up one by one in a single reading."));
        }
        return asked.computeIfAbsent(key, this::ask).map(found -> found.map(SourceUser::id));
    }

    /** A user who is there and was not listed joined a moment ago, or the listing was torn. */
    private Future<Optional<SourceUser>> ask(String key) {
        return reader.user(key)
                .map(found -> {
                    found.ifPresent(this::add);
                    return found;
                })
                .recover(failure -> failure instanceof SourceException told && told.kind() == Kind.OUTSIDE
                        ? Future.succeededFuture(Optional.<SourceUser>empty())
                        : Future.failedFuture(failure));
    }
}
