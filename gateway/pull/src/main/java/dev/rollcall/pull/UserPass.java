package dev.rollcall.pull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.Outcome;
import dev.rollcall.pull.Known.Brought;
import dev.rollcall.pull.Known.Entry;
import dev.rollcall.pull.Known.Read;
import dev.rollcall.pull.Target.Request;
import dev.rollcall.scim.schema.CaseFold;
import dev.rollcall.spi.RawRequest.Method;
import dev.rollcall.spi.pull.SourceException;
import dev.rollcall.spi.pull.SourcePage;
import dev.rollcall.spi.pull.SourceReader;
import dev.rollcall.spi.pull.SourceUser;
import dev.rollcall.spi.pull.SourceUser.Standing;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Users: page by page what is new or changed goes through; who loses access does so at the end, all together, so that a mass change
 * shows as one. Whoever was not listed is asked for by id and loses access only when the provider says that they are gone.
 */
final class UserPass {

    /** How many absences are looked into in one reading; the rest has to wait for the next. */
    static final int CONFIRMATIONS = 1_000;

    /** As long as a provider can bring somebody back; then the record goes. */
    private static final Duration TOMBSTONE = Duration.ofDays(20);

    private static final int PART = 500;
    private static final int AT_ONCE = 8;
    private static final int ROUNDS = 10;

    private final SourceReader reader;
    private final Known known;
    private final Target target;
    private final Documents documents;
    private final Listed listed;
    private final Progress progress;
    private final InstantSource time;
    private final List<Change> losing = new ArrayList<>();
    private final List<String> gone = new ArrayList<>();
    private final Map<String, Change> conflicts = new LinkedHashMap<>();

    /** A record that is to be another: null where there is none yet. */
    private record Change(
            String externalId, Buffer hash, @Nullable Entry record, ObjectNode document, boolean isLosing) {

        Request request() {
            return record == null
                    ? new Request(Method.POST, "Users", null, document)
                    : new Request(Method.PUT, "Users", record.id().toString(), document);
        }

        String userName() {
            return document.path("userName").asText();
        }

        /** Whether the record is like that already, whoever made it so. */
        boolean isDone() {
            return record != null
                    && record.document() != null
                    && document.deepCopy().without("schemas").equals(record.document());
        }
    }

    UserPass(
            SourceReader reader,
            Known known,
            Target target,
            Documents documents,
            Listed listed,
            Progress progress,
            InstantSource time) {
        this.reader = reader;
        this.known = known;
        this.target = target;
        this.documents = documents;
        this.listed = listed;
        this.progress = progress;
        this.time = time;
    }

    Future<Void> run() {
        progress.phase("users");
        return new Listing<>(reader::users, this::page, progress)
                .walk()
                .compose(done -> requireSomebody())
                .recover(this::tell)
                .compose(done -> carryOut(drain(losing)))
                .compose(done -> progress.isComplete() ? absent("") : Future.succeededFuture())
                .compose(done -> carryOut(drain(losing)))
                .compose(done -> target.isPreview() || gone.isEmpty()
                        ? Future.succeededFuture()
                        : known.gone(Known.USER, gone, time.instant()))
                .compose(done -> settle(ROUNDS))
                .compose(done -> progress.isComplete() ? tidy() : Future.succeededFuture());
    }

    private Future<Void> requireSomebody() {
        return listed.kept().isEmpty() && progress.counted("usersLeftOut") == 0
                ? Future.failedFuture(new SourceException(
                        SourceException.Kind.INCOMPLETE, "The provider listed no user at all, which is not believed."))
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

    private static List<Change> drain(List<Change> changes) {
        List<Change> all = List.copyOf(changes);
        changes.clear();
        return all;
    }

    private Future<?> page(SourcePage<SourceUser> page) {
        return take(page.items()).compose(changes -> {
            List<Change> now = new ArrayList<>();
            changes.forEach(change -> (change.isLosing() ? losing : now).add(change));
            return carryOut(now);
        });
    }

    /** What has to change for these users. */
    private Future<List<Change>> take(List<SourceUser> users) {
        Map<String, SourceUser> byId = new LinkedHashMap<>();
        users.forEach(user -> byId.put(user.id(), user));
        Map<String, Buffer> hashes = new HashMap<>();
        byId.forEach((id, user) -> hashes.put(id, hash(user)));
        progress.count("users", byId.size());
        List<Read> read = byId.keySet().stream()
                .map(id -> new Read(id, hashes.getOrDefault(id, Buffer.buffer())))
                .toList();
        return known.users(read).compose(records -> {
            List<SourceUser> strangers = byId.values().stream()
                    .filter(user -> listed.isKept(user.id()) && !records.containsKey(user.id()))
                    .toList();
            return known.usersNamed(strangers.stream().map(SourceUser::userName).toList())
                    .map(named -> {
                        List<Change> changes = new ArrayList<>();
                        for (SourceUser user : byId.values()) {
                            Entry record = records.get(user.id());
                            if (record == null && listed.isKept(user.id())) {
                                record = adoptable(named.get(CaseFold.fold(user.userName())));
                            }
                            Change change = change(user, hashes.getOrDefault(user.id(), Buffer.buffer()), record);
                            if (change != null) {
                                changes.add(change);
                            }
                        }
                        return changes;
                    });
        });
    }

    /** A record of that name that came in another way and is no object's of the provider yet. */
    private static @Nullable Entry adoptable(@Nullable Entry named) {
        return named != null && named.externalId().isEmpty() ? named : null;
    }

    private Buffer hash(SourceUser user) {
        boolean isKept = listed.add(user);
        if (!isKept) {
            progress.count("usersLeftOut");
            return Fingerprint.of("left out");
        }
        if (user.standing() == Standing.UNSAID) {
            progress.count("usersUnsaid");
        }
        return Fingerprint.of(user.standing() + user.document().toString());
    }

    private @Nullable Change change(SourceUser user, Buffer hash, @Nullable Entry record) {
        if (record != null && record.same()) {
            return null;
        }
        ObjectNode stored = record == null ? null : record.document();
        if (!listed.isKept(user.id())) {
            return record == null || stored == null || !record.active()
                    ? null
                    : new Change(user.id(), hash, record, Documents.inactive(stored), true);
        }
        boolean active = user.standing() == Standing.ACTIVE
                || (user.standing() == Standing.UNSAID && (record == null || record.active()));
        return new Change(
                user.id(),
                hash,
                record,
                documents.user(stored, user.document(), active),
                record != null && record.active() && !active);
    }

    private Future<Void> carryOut(List<Change> all) {
        List<Brought> done = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        for (Change change : all) {
            if (change.isDone() && change.record() != null) {
                conflicts.remove(change.externalId());
                done.add(new Brought(
                        change.externalId(),
                        change.hash(),
                        change.record().id(),
                        change.record().version()));
            } else {
                changes.add(change);
            }
        }
        return target.isPreview() || done.isEmpty()
                ? send(changes)
                : known.remember(Known.USER, done).compose(kept -> send(changes));
    }

    private Future<Void> send(List<Change> changes) {
        if (changes.isEmpty()) {
            return Future.succeededFuture();
        }
        changes.forEach(this::count);
        if (target.isPreview()) {
            changes.forEach(change -> progress.note(sentence(change)));
            return Future.succeededFuture();
        }
        return target.apply(changes.stream().map(Change::request).toList()).compose(outcomes -> {
            List<Brought> brought = new ArrayList<>();
            for (int i = 0; i < changes.size(); i++) {
                became(changes.get(i), outcomes.get(i), brought);
            }
            return known.remember(Known.USER, brought);
        });
    }

    private void count(Change change) {
        if (change.record() == null) {
            progress.count("usersCreated");
        } else {
            progress.count(change.isLosing() ? "usersDeactivated" : "usersChanged");
        }
    }

    private static String sentence(Change change) {
        String what =
                change.record() == null ? "would be added" : change.isLosing() ? "would lose access" : "would change";
        return "User " + change.userName() + " " + what + ".";
    }

    private void became(Change change, Outcome outcome, List<Brought> brought) {
        if (outcome instanceof Outcome.Stored stored && hasName(stored, change)) {
            conflicts.remove(change.externalId());
            brought.add(new Brought(
                    change.externalId(),
                    change.hash(),
                    stored.resource().id(),
                    stored.resource().version()));
        } else if (outcome instanceof Outcome.Stored) {
            conflicts.put(change.externalId(), change);
        } else if (outcome instanceof Outcome.Refused refused) {
            if (refused.error().status() == 409) {
                conflicts.put(change.externalId(), change);
            } else {
                progress.count("usersRejected");
                progress.note("User " + change.userName() + " was refused: "
                        + refused.error().detail());
            }
        }
    }

    /** Whoever loses access does so at once, also when the name that comes with it is taken; the name is tried again. */
    private static boolean hasName(Outcome.Stored stored, Change change) {
        String name = stored.resource().document().path("userName").asText();
        return CaseFold.fold(name).equals(CaseFold.fold(change.userName()));
    }

    /** Names that were taken are tried again, now that others have given them up; two who wait for one another exchange theirs. */
    private Future<Void> settle(int rounds) {
        if (conflicts.isEmpty()) {
            return Future.succeededFuture();
        }
        int before = conflicts.size();
        List<Change> again = List.copyOf(conflicts.values());
        if (rounds == 0 || target.isPreview()) {
            again.forEach(change -> {
                progress.count("usersWaitingForName");
                progress.note("User " + change.userName()
                        + " waits: another user of this directory has the name; it is tried again at the next"
                        + " reading.");
            });
            return Future.succeededFuture();
        }
        return renewed(again)
                .compose(this::carryOut)
                .compose(done -> conflicts.size() < before ? Future.succeededFuture() : exchange())
                .compose(done -> settle(rounds - 1));
    }

    /** With the records as they stand now: a document that was made from an older one would undo what has happened since. */
    private Future<List<Change>> renewed(List<Change> changes) {
        List<Read> read = changes.stream()
                .map(change -> new Read(change.externalId(), Buffer.buffer()))
                .toList();
        return known.users(read)
                .map(records -> changes.stream()
                        .map(change -> {
                            Entry record = records.get(change.externalId());
                            return record == null || record.document() == null
                                    ? change
                                    : new Change(
                                            change.externalId(),
                                            change.hash(),
                                            record,
                                            documents.user(
                                                    record.document(),
                                                    change.document(),
                                                    change.document()
                                                            .path("active")
                                                            .asBoolean()),
                                            change.isLosing());
                        })
                        .toList());
    }

    /** One of those who wait in a circle takes a name that nobody can have, its own id, for a moment. */
    private Future<Void> exchange() {
        List<String> wanted = conflicts.values().stream().map(Change::userName).toList();
        return known.usersNamed(wanted).compose(holders -> {
            for (Change change : conflicts.values()) {
                Entry holder = holders.get(CaseFold.fold(change.userName()));
                Change holding = holder == null ? null : conflicts.get(holder.externalId());
                if (holder != null && holding != null && holder.document() != null) {
                    ObjectNode aside = Documents.named(holder.document(), holder.externalId());
                    return target.apply(List.of(
                                    new Request(Method.PUT, "Users", holder.id().toString(), aside)))
                            .mapEmpty();
                }
            }
            return Future.succeededFuture();
        });
    }

    /** Who was there and was not listed: asked for one by one. */
    private Future<Void> absent(String behind) {
        progress.phase("absent users");
        return known.present(Known.USER, behind, PART).compose(ids -> {
            if (ids.isEmpty()) {
                return Future.succeededFuture();
            }
            List<String> missing = ids.stream().filter(id -> !listed.has(id)).toList();
            return confirm(missing, 0).compose(done -> absent(ids.get(ids.size() - 1)));
        });
    }

    private Future<Void> confirm(List<String> missing, int from) {
        if (from >= missing.size()) {
            return Future.succeededFuture();
        }
        if (progress.counted("usersAskedFor") >= CONFIRMATIONS) {
            progress.count("usersNotAskedFor", missing.size() - from);
            progress.note("More users were not listed than are asked for one by one in one reading; the next goes on.");
            return Future.succeededFuture();
        }
        List<String> some = missing.subList(from, Math.min(missing.size(), from + AT_ONCE));
        List<String> certain = new ArrayList<>();
        List<SourceUser> there = new ArrayList<>();
        return Future.join(some.stream()
                        .map(id -> reader.user(id)
                                .onSuccess(found -> {
                                    synchronized (certain) {
                                        found.ifPresentOrElse(there::add, () -> certain.add(id));
                                    }
                                })
                                .recover(this::unsure)
                                .mapEmpty())
                        .toList())
                .compose(asked -> {
                    progress.count("usersAskedFor", some.size());
                    return back(there).compose(done -> lose(certain));
                })
                .compose(done -> confirm(missing, from + AT_ONCE));
    }

    private <T> Future<T> unsure(Throwable failure) {
        if (failure instanceof SourceException told && !told.needsAdministrator()) {
            progress.count("usersUnsure");
            return Future.succeededFuture();
        }
        return Future.failedFuture(failure);
    }

    private Future<?> back(List<SourceUser> there) {
        progress.count("usersNotListed", there.size());
        return there.isEmpty() ? Future.succeededFuture() : page(new SourcePage<>(there, null));
    }

    private Future<Void> lose(List<String> certain) {
        if (certain.isEmpty()) {
            return Future.succeededFuture();
        }
        List<Read> read =
                certain.stream().map(id -> new Read(id, Buffer.buffer())).toList();
        return known.users(read).compose(records -> {
            records.values().forEach(record -> {
                ObjectNode stored = record.document();
                if (record.active() && stored != null) {
                    losing.add(
                            new Change(record.externalId(), Buffer.buffer(), record, Documents.inactive(stored), true));
                }
            });
            progress.count("usersGone", certain.size());
            gone.addAll(certain);
            return Future.succeededFuture();
        });
    }

    /** Whoever cannot be brought back any more leaves the directory. */
    private Future<Void> tidy() {
        if (target.isPreview()) {
            return Future.succeededFuture();
        }
        return known.longGone(Known.USER, time.instant().minus(TOMBSTONE), PART).compose(ids -> {
            if (ids.isEmpty()) {
                return Future.succeededFuture();
            }
            List<Read> read =
                    ids.stream().map(id -> new Read(id, Buffer.buffer())).toList();
            return known.users(read)
                    .compose(records -> target.apply(records.values().stream()
                            .map(record -> new Request(
                                    Method.DELETE, "Users", record.id().toString(), null))
                            .toList()))
                    .compose(done -> known.forget(ids, Known.USER))
                    .onSuccess(done -> progress.count("usersDeleted", ids.size()));
        });
    }
}
