package dev.rollcall.pull.pass;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.pull.change.Documents;
import dev.rollcall.pull.change.Fingerprint;
import dev.rollcall.pull.change.Known;
import dev.rollcall.pull.change.Known.Entry;
import dev.rollcall.pull.change.Known.Read;
import dev.rollcall.pull.change.Remembered;
import dev.rollcall.pull.change.Target;
import dev.rollcall.pull.change.Target.Request;
import dev.rollcall.pull.change.UserChange;
import dev.rollcall.pull.change.UserChanges;
import dev.rollcall.pull.source.Progress;
import dev.rollcall.scim.schema.CaseFold;
import dev.rollcall.spi.pull.SourceException;
import dev.rollcall.spi.pull.SourceReader;
import dev.rollcall.spi.pull.SourceUser;
import dev.rollcall.spi.pull.SourceUser.Standing;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads users: what is new or changed is carried out page by page. Users who lose access do so at the end, all together, so that a
 * mass change is recognised as one; a user who was not listed is among them only when {@link AbsentUsers} has asked the provider.
 */
public final class UserPass {

    /** As long as a provider can bring a user back; then the record goes. */
    private static final Duration TOMBSTONE = Duration.ofDays(20);

    private static final int PART = 500;

    private final SourceReader reader;
    private final Known known;
    private final Remembered remembered;
    private final Target target;
    private final Documents documents;
    private final Listed listed;
    private final Progress progress;
    private final InstantSource time;
    private final UserChanges changes;
    private final AbsentUsers absent;
    private final List<UserChange> losing = new ArrayList<>();

    public UserPass(
            SourceReader reader,
            Known known,
            Remembered remembered,
            Target target,
            Documents documents,
            Listed listed,
            Progress progress,
            InstantSource time) {
        this.reader = reader;
        this.known = known;
        this.remembered = remembered;
        this.target = target;
        this.documents = documents;
        this.listed = listed;
        this.progress = progress;
        this.time = time;
        this.changes = new UserChanges(known, remembered, target, documents, progress);
        this.absent = new AbsentUsers(reader, remembered, listed, progress);
    }

    Future<Void> run() {
        progress.phase("users");
        return new Listing<>(reader::users, page -> take(page.items()), progress)
                .walk()
                .compose(done -> requireUsers())
                .onSuccess(done -> listed.whole())
                .recover(this::tell)
                .compose(done -> changes.carryOut(drain()))
                .compose(done ->
                        progress.isComplete() ? absent.find(this::take, this::lose) : Future.succeededFuture(List.of()))
                .compose(gone -> changes.carryOut(drain())
                        .compose(done -> target.isPreview() || gone.isEmpty()
                                ? Future.succeededFuture()
                                : remembered.gone(Remembered.USER, gone, time.instant())))
                .compose(done -> changes.settle())
                .compose(done -> progress.isComplete() ? tidy() : Future.succeededFuture());
    }

    /** These alone, each asked for by id. */
    Future<Void> some(List<String> ids) {
        progress.phase("users told of");
        return absent.ask(ids, this::take, this::lose)
                .compose(gone -> changes.carryOut(drain())
                        .compose(done -> target.isPreview() || gone.isEmpty()
                                ? Future.succeededFuture()
                                : remembered.gone(Remembered.USER, gone, time.instant())))
                .compose(done -> changes.settle());
    }

    private Future<Void> requireUsers() {
        return listed.kept().isEmpty() && progress.counted("usersLeftOut") == 0
                ? Future.failedFuture(new SourceException(
                        SourceException.Kind.INCOMPLETE,
                        "The provider listed no users at all. That is taken for an " + "error, so nobody was removed."))
                : Future.succeededFuture();
    }

    /** What was read so far stands; what is missing says nothing. */
    private Future<Void> tell(Throwable failure) {
        if (failure instanceof SourceException told && !told.needsAdministrator()) {
            progress.incomplete(told.sentence());
            return Future.succeededFuture();
        }
        return Future.failedFuture(failure);
    }

    private List<UserChange> drain() {
        List<UserChange> all = List.copyOf(losing);
        losing.clear();
        return all;
    }

    private Future<Void> take(List<SourceUser> users) {
        return compare(users).compose(found -> {
            List<UserChange> now = new ArrayList<>();
            found.forEach(change -> (change.isLosing() ? losing : now).add(change));
            return changes.carryOut(now);
        });
    }

    /** What has to change for these users. */
    private Future<List<UserChange>> compare(List<SourceUser> users) {
        Map<String, SourceUser> byId = new LinkedHashMap<>();
        users.forEach(user -> byId.put(user.id(), user));
        Map<String, Buffer> hashes = new HashMap<>();
        byId.forEach((id, user) -> hashes.put(id, hash(user)));
        progress.count("users", byId.size());
        List<Read> read = byId.keySet().stream()
                .map(id -> new Read(id, hashes.getOrDefault(id, Buffer.buffer())))
                .toList();
        return known.users(read).compose(records -> {
            List<String> strangers = byId.values().stream()
                    .filter(user -> listed.isKept(user.id()) && !records.containsKey(user.id()))
                    .map(SourceUser::userName)
                    .toList();
            return known.usersNamed(strangers).map(named -> {
                List<UserChange> found = new ArrayList<>();
                for (SourceUser user : byId.values()) {
                    Entry record = records.get(user.id());
                    if (record == null && listed.isKept(user.id())) {
                        record = adoptable(named.get(CaseFold.fold(user.userName())));
                    }
                    UserChange change = change(user, hashes.getOrDefault(user.id(), Buffer.buffer()), record);
                    if (change != null) {
                        found.add(change);
                    }
                }
                return found;
            });
        });
    }

    /** A record of that name that came in another way and is not yet linked to a user of the provider. */
    private static @Nullable Entry adoptable(@Nullable Entry named) {
        return named != null && named.externalId().isEmpty() ? named : null;
    }

    private Buffer hash(SourceUser user) {
        boolean isKept = listed.add(user);
        if (!isKept) {
            progress.count("usersLeftOut");
            return Fingerprint.of("left out");
        }
        if (user.standing() == Standing.UNSAID || user.standing() == Standing.UNPLACED) {
            progress.count("usersUnsaid");
        }
        return Fingerprint.of(user.standing() + user.document().toString());
    }

    private @Nullable UserChange change(SourceUser user, Buffer hash, @Nullable Entry record) {
        if (record != null && record.same()) {
            return null;
        }
        ObjectNode stored = record == null ? null : record.document();
        if (!listed.isKept(user.id())) {
            return record == null || stored == null || !record.active()
                    ? null
                    : new UserChange(user.id(), hash, record, Documents.inactive(stored), true);
        }
        boolean active = switch (user.standing()) {
            case ACTIVE -> true;
            case INACTIVE -> false;
            case UNSAID -> record == null || record.active();
            case UNPLACED -> record != null && record.active();
        };
        if (user.standing() == Standing.UNPLACED && record == null) {
            progress.note("User " + user.userName()
                    + " was listed without the attributes that the settings depend on, so it"
                    + " was skipped. The next reading tries again.");
            return null;
        }
        return new UserChange(
                user.id(),
                hash,
                record,
                documents.user(stored, user.document(), active),
                record != null && record.active() && !active);
    }

    /** These users do not exist at the provider any more. */
    private Future<Void> lose(List<String> ids) {
        List<Read> read = ids.stream().map(id -> new Read(id, Buffer.buffer())).toList();
        return known.users(read).map(records -> {
            records.values().forEach(record -> {
                ObjectNode stored = record.document();
                if (record.active() && stored != null) {
                    losing.add(new UserChange(
                            record.externalId(), Buffer.buffer(), record, Documents.inactive(stored), true));
                }
            });
            return null;
        });
    }

    /** The records of users who cannot be brought back any more leave the directory. */
    private Future<Void> tidy() {
        if (target.isPreview()) {
            return Future.succeededFuture();
        }
        return remembered
                .longGone(Remembered.USER, time.instant().minus(TOMBSTONE), PART)
                .map(ids -> ids.stream().filter(id -> !listed.has(id)).toList())
                .compose(ids -> {
                    if (ids.isEmpty()) {
                        return Future.succeededFuture();
                    }
                    List<Read> read = ids.stream()
                            .map(id -> new Read(id, Buffer.buffer()))
                            .toList();
                    return known.users(read).compose(records -> delete(ids, List.copyOf(records.values())));
                });
    }

    /** Forgets those who have no record any more; the others are tried again. */
    private Future<Void> delete(List<String> ids, List<Entry> records) {
        List<Request> requests =
                records.stream().map(record -> Request.delete("Users", record)).toList();
        return target.apply(requests).compose(outcomes -> {
            Set<String> gone = new HashSet<>(ids);
            for (int i = 0; i < records.size(); i++) {
                if (!Target.isGone(outcomes.get(i))) {
                    gone.remove(records.get(i).externalId());
                }
            }
            progress.count("usersDeleted", gone.size());
            return remembered.forget(gone, Remembered.USER);
        });
    }
}
