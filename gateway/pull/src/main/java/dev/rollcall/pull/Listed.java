package dev.rollcall.pull;

import dev.rollcall.spi.pull.SourceException;
import dev.rollcall.spi.pull.SourceException.Kind;
import dev.rollcall.spi.pull.SourceMember;
import dev.rollcall.spi.pull.SourceReader;
import dev.rollcall.spi.pull.SourceUser;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who was listed in this reading: ids alone, and the addresses under which some are listed elsewhere. Thread-safe. */
final class Listed {

    private final SourceReader reader;
    private final Set<String> kept = ConcurrentHashMap.newKeySet();
    private final Set<String> leftOut = ConcurrentHashMap.newKeySet();
    private final Map<String, String> addresses = new ConcurrentHashMap<>();
    private final Map<String, Future<Optional<SourceUser>>> asked = new ConcurrentHashMap<>();
    private @Nullable Set<String> only;

    Listed(SourceReader reader) {
        this.reader = reader;
    }

    /** Begins anew: from now on nobody else is the directory's. */
    void only(Set<String> ids) {
        only = ids;
        kept.clear();
        leftOut.clear();
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

    Set<String> kept() {
        return kept;
    }

    boolean isKept(String id) {
        return kept.contains(id);
    }

    /**
     * The id of the user who is meant by an entry of a group: by id, by an address that was listed, else by asking once. Empty for
     * whoever is from elsewhere.
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
        return asked.computeIfAbsent(key, this::ask).map(found -> found.map(SourceUser::id));
    }

    /** Somebody who is there and was not listed joined a moment ago, or the listing was torn. */
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
