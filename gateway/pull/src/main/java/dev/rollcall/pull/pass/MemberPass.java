package dev.rollcall.pull.pass;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.command.Outcome;
import dev.rollcall.pull.change.Fingerprint;
import dev.rollcall.pull.change.Known;
import dev.rollcall.pull.change.Known.Entry;
import dev.rollcall.pull.change.Known.InGroup;
import dev.rollcall.pull.change.Known.Read;
import dev.rollcall.pull.change.Remembered;
import dev.rollcall.pull.change.Remembered.Brought;
import dev.rollcall.pull.change.Target;
import dev.rollcall.pull.change.Target.Request;
import dev.rollcall.pull.pass.Closure.Content;
import dev.rollcall.pull.source.Progress;
import dev.rollcall.spi.pull.SourceException;
import dev.rollcall.spi.pull.SourceException.Kind;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Reads the members of groups, several groups at a time. Members who are listed are added at once; those who are not are removed
 * when {@link AbsentMembers} has found out that they are gone.
 */
public final class MemberPass {

    private static final int GROUPS_AT_ONCE = 6;
    private static final int VALUES = 500;

    private final Known known;
    private final Remembered remembered;
    private final Target target;
    private final Listed listed;
    private final GroupPass groups;
    private final AllUsersEntries everybody;
    private final InnerGroups inner;
    private final AbsentMembers absent;
    private final Progress progress;

    public MemberPass(
            Known known,
            Remembered remembered,
            Target target,
            Listed listed,
            GroupPass groups,
            AllUsersEntries everybody,
            InnerGroups inner,
            AbsentMembers absent,
            Progress progress) {
        this.known = known;
        this.remembered = remembered;
        this.target = target;
        this.listed = listed;
        this.groups = groups;
        this.everybody = everybody;
        this.inner = inner;
        this.absent = absent;
        this.progress = progress;
    }

    Future<Void> run() {
        return run(List.copyOf(groups.ids()));
    }

    /** Members of the groups that these are the ids or addresses of, and of those that lend members to them. */
    Future<Void> some(Set<String> keys) {
        return inner.load().compose(done -> {
            List<String> ids = groups.named(keys, inner);
            progress.count("groupsHinted", ids.size());
            return run(ids);
        });
    }

    private Future<Void> run(List<String> all) {
        progress.phase("members");
        return everybody.load().compose(done -> inner.load()).compose(done -> {
            Iterator<String> ids = all.iterator();
            List<Future<Void>> hands = new ArrayList<>();
            for (int i = 0; i < GROUPS_AT_ONCE; i++) {
                hands.add(next(ids));
            }
            return Future.join(hands).mapEmpty();
        });
    }

    private Future<Void> next(Iterator<String> ids) {
        String id;
        synchronized (ids) {
            if (!ids.hasNext()) {
                return Future.succeededFuture();
            }
            id = ids.next();
        }
        return group(id).recover(this::tell).compose(done -> next(ids));
    }

    /** One group that cannot be read keeps the members that it has. */
    private Future<Void> tell(Throwable failure) {
        if (failure instanceof SourceException told && !told.needsAdministrator()) {
            if (told.kind() == Kind.GONE) {
                progress.count("groupsGoneMeanwhile");
            } else {
                progress.incomplete(told.sentence());
                progress.count("groupsKeptAsTheyAre");
            }
            return Future.succeededFuture();
        }
        return Future.failedFuture(failure);
    }

    private Future<Void> group(String id) {
        return everybody
                .of(id)
                .compose(content -> inner.seen(id, content.inner()).compose(done -> {
                    Set<String> wanted = wanted(content);
                    progress.count("members", wanted.size());
                    Buffer hash = hash(wanted, content);
                    UUID record = groups.record(id);
                    if (record == null) {
                        progress.count("membersAdded", wanted.size());
                        return Future.succeededFuture();
                    }
                    return known.groups(List.of(new Read(id, hash)), Remembered.MEMBERS)
                            .compose(found -> {
                                Entry entry = found.get(id);
                                return entry == null || entry.same()
                                        ? Future.succeededFuture()
                                        : differ(id, entry, content, wanted, hash);
                            });
                }));
    }

    private Set<String> wanted(Content content) {
        Set<String> wanted = new TreeSet<>(content.everybody() ? listed.kept() : content.users());
        wanted.removeIf(user -> !listed.isKept(user));
        return wanted;
    }

    private static Buffer hash(Set<String> wanted, Content content) {
        Fingerprint hash = new Fingerprint();
        wanted.forEach(hash::add);
        hash.add("|");
        content.groups().forEach(hash::add);
        hash.add("|");
        content.users().forEach(hash::add);
        return hash.value();
    }

    private Future<Void> differ(String id, Entry entry, Content content, Set<String> wanted, Buffer hash) {
        return known.membersOf(entry.id()).compose(members -> {
            Set<String> there = new HashSet<>();
            List<InGroup> missing = new ArrayList<>();
            for (InGroup member : members) {
                String external = member.externalId();
                if (external == null) {
                    continue;
                }
                there.add(external);
                if (!isListed(member, external, content)) {
                    missing.add(member);
                }
            }
            ArrayNode adds = JsonNodeFactory.instance.arrayNode();
            wanted.stream().filter(user -> !there.contains(user)).forEach(user -> adds.add(value(user)));
            for (String inner : content.groups()) {
                UUID record = groups.record(inner);
                if (record != null && !there.contains(inner)) {
                    adds.add(value(record.toString()));
                }
            }
            return absent.gone(id, missing, content.everybody())
                    .compose(gone -> carryOut(id, entry, adds, gone)
                            .compose(version -> gone.size() < missing.size() || content.isDoubtful()
                                    ? Future.succeededFuture()
                                    : remember(id, hash, entry, version)));
        });
    }

    private Future<Void> remember(String id, Buffer hash, Entry entry, Optional<Long> version) {
        return version.isEmpty()
                ? Future.succeededFuture()
                : remembered.remember(Remembered.MEMBERS, List.of(new Brought(id, hash, entry.id(), version.get())));
    }

    /** In a group for all users only those can be missing who exist no more; that is known when all users could be read. */
    private boolean isListed(InGroup member, String id, Content content) {
        if (member.isGroup()) {
            return content.groups().contains(id);
        }
        return content.users().contains(id) || (content.everybody() && (listed.has(id) || !progress.isComplete()));
    }

    private static ObjectNode value(String value) {
        return JsonNodeFactory.instance.objectNode().put("value", value);
    }

    /** The version of the group after it; empty when it was not done, or when another request changed the group meanwhile. */
    private Future<Optional<Long>> carryOut(String id, Entry entry, ArrayNode adds, List<InGroup> gone) {
        progress.count("membersAdded", adds.size());
        progress.count("membersRemoved", gone.size());
        if (target.isPreview()) {
            if (adds.size() + gone.size() > 0) {
                progress.note("Group " + id + " would get " + adds.size() + " members and lose " + gone.size() + ".");
            }
            return Future.succeededFuture(Optional.empty());
        }
        ArrayNode removes = JsonNodeFactory.instance.arrayNode();
        gone.forEach(member -> removes.add(value(member.value())));
        List<ArrayNode> parts = new ArrayList<>();
        parts("add", adds, parts);
        parts("remove", removes, parts);
        Future<Optional<Long>> version = Future.succeededFuture(Optional.of(entry.version()));
        for (ArrayNode part : parts) {
            version = version.compose(
                    before -> before.isEmpty() ? Future.succeededFuture(before) : patch(entry, before.get(), part));
        }
        return version;
    }

    /** Members were compared with the group as it was: one that another request has changed since is compared again. */
    private Future<Optional<Long>> patch(Entry entry, long version, ArrayNode operations) {
        return target.apply(List.of(Request.patch("Groups", entry, version, operations)))
                .map(outcomes -> {
                    Outcome outcome = outcomes.get(0);
                    if (outcome instanceof Outcome.Stored stored) {
                        return Optional.of(stored.resource().version());
                    }
                    progress.count(Target.isOutdated(outcome) ? "groupsChangedMeanwhile" : "membersRejected");
                    return Optional.empty();
                });
    }

    private static void parts(String op, ArrayNode values, List<ArrayNode> into) {
        for (int from = 0; from < values.size(); from += VALUES) {
            ArrayNode operations = JsonNodeFactory.instance.arrayNode();
            ArrayNode some =
                    operations.addObject().put("op", op).put("path", "members").putArray("value");
            for (int i = from; i < Math.min(values.size(), from + VALUES); i++) {
                some.add(values.get(i));
            }
            into.add(operations);
        }
    }
}
