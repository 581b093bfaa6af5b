package dev.rollcall.pull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.Outcome;
import dev.rollcall.pull.Closure.Content;
import dev.rollcall.pull.Known.Brought;
import dev.rollcall.pull.Known.Entry;
import dev.rollcall.pull.Known.InGroup;
import dev.rollcall.pull.Known.Read;
import dev.rollcall.pull.Target.Request;
import dev.rollcall.spi.pull.SourceException;
import dev.rollcall.spi.pull.SourceException.Kind;
import dev.rollcall.spi.pull.SourceReader;
import dev.rollcall.spi.pull.SourceUser;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Members of groups, several groups at a time. Whoever was listed comes in; whoever was not is asked for one by one, and goes when the
 * provider says so.
 */
final class MemberPass {

    private static final int GROUPS_AT_ONCE = 6;
    private static final int VALUES = 500;

    private final SourceReader reader;
    private final Known known;
    private final Target target;
    private final Listed listed;
    private final GroupPass groups;
    private final Closure closure;
    private final boolean nested;
    private final Progress progress;

    MemberPass(
            SourceReader reader,
            Known known,
            Target target,
            Listed listed,
            GroupPass groups,
            boolean nested,
            Progress progress) {
        this.reader = reader;
        this.known = known;
        this.target = target;
        this.listed = listed;
        this.groups = groups;
        this.nested = nested;
        this.progress = progress;
        this.closure = new Closure(reader, listed, groups.ids(), nested, progress);
    }

    Future<Void> run() {
        progress.phase("members");
        Iterator<String> ids = List.copyOf(groups.ids()).iterator();
        List<Future<Void>> hands = new ArrayList<>();
        for (int i = 0; i < GROUPS_AT_ONCE; i++) {
            hands.add(next(ids));
        }
        return Future.join(hands).mapEmpty();
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
        return closure.of(id).compose(content -> {
            Set<String> wanted = wanted(content);
            progress.count("members", wanted.size());
            Buffer hash = hash(wanted, content);
            UUID record = groups.record(id);
            if (record == null) {
                progress.count("membersAdded", wanted.size());
                return Future.succeededFuture();
            }
            return known.groups(List.of(new Read(id, hash)), Known.MEMBERS).compose(found -> {
                Entry entry = found.get(id);
                return entry == null || entry.same()
                        ? Future.succeededFuture()
                        : differ(id, entry, content, wanted, hash);
            });
        });
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
                boolean isListed = member.isGroup()
                        ? content.groups().contains(external)
                        : content.users().contains(external) || wanted.contains(external);
                if (!isListed) {
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
            return confirmed(id, missing)
                    .compose(gone -> carryOut(id, entry, adds, gone)
                            .compose(version -> gone.size() < missing.size() || version == null
                                    ? Future.succeededFuture()
                                    : known.remember(
                                            Known.MEMBERS, List.of(new Brought(id, hash, entry.id(), version)))));
        });
    }

    private static ObjectNode value(String value) {
        return JsonNodeFactory.instance.objectNode().put("value", value);
    }

    /** Of those who were not listed, those whom the provider says not to be in the group. */
    private Future<List<InGroup>> confirmed(String groupId, List<InGroup> missing) {
        if (missing.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        List<InGroup> gone = new ArrayList<>();
        return reader.hasEverybody(groupId).compose(everybody -> {
            if (everybody) {
                progress.incomplete("A group was listed without the entry for everybody that it has.");
                return Future.succeededFuture(gone);
            }
            Future<Void> chain = Future.succeededFuture();
            for (InGroup member : missing) {
                chain = chain.compose(done -> confirm(groupId, member, gone));
            }
            return chain.map(gone);
        });
    }

    private Future<Void> confirm(String groupId, InGroup member, List<InGroup> gone) {
        if (progress.counted("membersAskedFor") >= UserPass.CONFIRMATIONS) {
            progress.count("membersNotAskedFor");
            return Future.succeededFuture();
        }
        progress.count("membersAskedFor");
        String external = String.valueOf(member.externalId());
        return keys(external, member)
                .compose(keys -> reader.hasMember(groupId, keys, nested && !member.isGroup()))
                .map(isIn -> {
                    if (isIn) {
                        progress.count("membersNotListed");
                    } else {
                        gone.add(member);
                    }
                    return (Void) null;
                })
                .recover(failure -> {
                    if (failure instanceof SourceException told && !told.needsAdministrator()) {
                        progress.count("membersUnsure");
                        return Future.succeededFuture();
                    }
                    return Future.failedFuture(failure);
                });
    }

    /** Somebody may be in a group under any of their addresses. */
    private Future<List<String>> keys(String external, InGroup member) {
        if (member.isGroup()) {
            return Future.succeededFuture(List.of(external));
        }
        return reader.user(external).map(found -> {
            List<String> keys = new ArrayList<>();
            keys.add(external);
            found.map(SourceUser::userName).ifPresent(keys::add);
            found.map(SourceUser::addresses).ifPresent(keys::addAll);
            return keys;
        });
    }

    /** The version of the group after it; null when it was not done. */
    private Future<@Nullable Long> carryOut(String id, Entry entry, ArrayNode adds, List<InGroup> gone) {
        progress.count("membersAdded", adds.size());
        progress.count("membersRemoved", gone.size());
        if (target.isPreview()) {
            if (adds.size() + gone.size() > 0) {
                progress.note("Group " + id + " would get " + adds.size() + " members and lose " + gone.size() + ".");
            }
            return Future.succeededFuture(null);
        }
        ArrayNode removes = JsonNodeFactory.instance.arrayNode();
        gone.forEach(member -> removes.add(value(member.value())));
        List<Request> requests = new ArrayList<>();
        requests("add", adds, entry, requests);
        requests("remove", removes, entry, requests);
        return target.apply(requests).map(outcomes -> {
            Long version = entry.version();
            for (Outcome outcome : outcomes) {
                if (outcome instanceof Outcome.Stored stored) {
                    version = stored.resource().version();
                } else {
                    progress.count("membersRejected");
                    version = null;
                    break;
                }
            }
            return version;
        });
    }

    private static void requests(String op, ArrayNode values, Entry entry, List<Request> into) {
        for (int from = 0; from < values.size(); from += VALUES) {
            ArrayNode operations = JsonNodeFactory.instance.arrayNode();
            ArrayNode some =
                    operations.addObject().put("op", op).put("path", "members").putArray("value");
            for (int i = from; i < Math.min(values.size(), from + VALUES); i++) {
                some.add(values.get(i));
            }
            into.add(Request.patch("Groups", entry.id().toString(), operations));
        }
    }
}
