package dev.rollcall.pull.change;

import dev.rollcall.core.command.Outcome;
import dev.rollcall.pull.change.Known.Entry;
import dev.rollcall.pull.change.Known.Read;
import dev.rollcall.pull.change.Remembered.Brought;
import dev.rollcall.pull.change.Target.Request;
import dev.rollcall.pull.source.Progress;
import dev.rollcall.scim.schema.CaseFold;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carries out changes to users. A change that needs a name which another user still has is tried again at the end, when that user
 * may have given it up; two users who wait for each other's names exchange them.
 */
public final class UserChanges {

    private static final int ROUNDS = 10;

    private final Known known;
    private final Remembered remembered;
    private final Target target;
    private final Documents documents;
    private final Progress progress;
    private final Map<String, UserChange> conflicts = new LinkedHashMap<>();

    public UserChanges(Known known, Remembered remembered, Target target, Documents documents, Progress progress) {
        this.known = known;
        this.remembered = remembered;
        this.target = target;
        this.documents = documents;
        this.progress = progress;
    }

    public Future<Void> carryOut(List<UserChange> all) {
        List<Brought> done = new ArrayList<>();
        List<UserChange> changes = new ArrayList<>();
        for (UserChange change : all) {
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
                : remembered.remember(Remembered.USER, done).compose(kept -> send(changes));
    }

    private Future<Void> send(List<UserChange> changes) {
        if (changes.isEmpty()) {
            return Future.succeededFuture();
        }
        changes.forEach(this::count);
        if (target.isPreview()) {
            changes.forEach(change -> progress.note(change.sentence()));
            return Future.succeededFuture();
        }
        return target.apply(changes.stream().map(UserChange::request).toList()).compose(outcomes -> {
            List<Brought> brought = new ArrayList<>();
            for (int i = 0; i < changes.size(); i++) {
                became(changes.get(i), outcomes.get(i), brought);
            }
            return remembered.remember(Remembered.USER, brought);
        });
    }

    private void count(UserChange change) {
        if (change.record() == null) {
            progress.count("usersCreated");
        } else {
            progress.count(change.isLosing() ? "usersDeactivated" : "usersChanged");
        }
    }

    private void became(UserChange change, Outcome outcome, List<Brought> brought) {
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
            if (refused.error().status() == 409 || Target.isOutdated(outcome)) {
                conflicts.put(change.externalId(), change);
            } else {
                progress.count("usersRejected");
                progress.note("User " + change.userName() + " was refused: "
                        + refused.error().detail());
            }
        }
    }

    /** A deactivation takes effect at once, also when the name that comes with it is taken; the name is tried again. */
    private static boolean hasName(Outcome.Stored stored, UserChange change) {
        String name = stored.resource().document().path("userName").asText();
        return CaseFold.fold(name).equals(CaseFold.fold(change.userName()));
    }

    /** Tries the names that were taken again. */
    public Future<Void> settle() {
        return settle(ROUNDS);
    }

    private Future<Void> settle(int rounds) {
        if (conflicts.isEmpty()) {
            return Future.succeededFuture();
        }
        int before = conflicts.size();
        List<UserChange> again = List.copyOf(conflicts.values());
        if (rounds == 0 || target.isPreview()) {
            again.forEach(change -> {
                progress.count("usersWaitingForName");
                progress.note("User " + change.userName()
                        + " waits: another user of this directory has the name. The next reading tries"
                        + " again.");
            });
            return Future.succeededFuture();
        }
        return renewed(again)
                .compose(this::carryOut)
                .compose(done -> conflicts.size() < before ? Future.succeededFuture() : exchange())
                .compose(done -> settle(rounds - 1));
    }

    /** With the records as they stand now: a document that was made from an older one would undo what has happened since. */
    private Future<List<UserChange>> renewed(List<UserChange> changes) {
        List<Read> read = changes.stream()
                .map(change -> new Read(change.externalId(), Buffer.buffer()))
                .toList();
        return known.users(read)
                .map(records -> changes.stream()
                        .map(change -> renewed(change, records.get(change.externalId())))
                        .toList());
    }

    private UserChange renewed(UserChange change, @Nullable Entry record) {
        if (record == null || record.document() == null) {
            return new UserChange(change.externalId(), change.hash(), null, change.document(), false);
        }
        boolean active = change.document().path("active").asBoolean();
        return new UserChange(
                change.externalId(),
                change.hash(),
                record,
                documents.user(record.document(), change.document(), active),
                change.isLosing());
    }

    /**
     * Names become free. One of the users who wait in a circle takes a name that no other user can have, its own with its id behind,
     * for a moment; a record without access takes it for as long as the provider gives the name to another, as it does once a user was
     * deleted.
     */
    private Future<Void> exchange() {
        List<String> wanted =
                conflicts.values().stream().map(UserChange::userName).toList();
        return known.usersNamed(wanted).compose(holders -> {
            List<Request> aside = new ArrayList<>();
            boolean isCircleOpen = false;
            for (UserChange change : conflicts.values()) {
                Entry holder = holders.get(CaseFold.fold(change.userName()));
                if (holder == null
                        || holder.document() == null
                        || holder.externalId().isEmpty()
                        || holder.externalId().equals(change.externalId())) {
                    continue;
                }
                boolean waits = conflicts.containsKey(holder.externalId());
                if (waits ? !isCircleOpen : !holder.active()) {
                    isCircleOpen |= waits;
                    aside.add(Request.put("Users", holder, Documents.aside(holder.document(), holder.externalId())));
                }
            }
            return aside.isEmpty()
                    ? Future.succeededFuture()
                    : target.apply(aside).mapEmpty();
        });
    }
}
