package dev.rollcall.pull.pass;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.command.Outcome;
import dev.rollcall.pull.change.Fingerprint;
import dev.rollcall.pull.change.Known;
import dev.rollcall.pull.change.Known.Entry;
import dev.rollcall.pull.change.Known.Read;
import dev.rollcall.pull.change.Remembered;
import dev.rollcall.pull.change.Remembered.Brought;
import dev.rollcall.pull.change.Target;
import dev.rollcall.pull.change.Target.Request;
import dev.rollcall.pull.source.Progress;
import dev.rollcall.scim.schema.CaseFold;
import dev.rollcall.spi.pull.SourceException;
import dev.rollcall.spi.pull.SourceGroup;
import dev.rollcall.spi.pull.SourceReader;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the groups themselves, without their members. A group is known by its id, so a renamed group is still the same group.
 * Several groups may have the same name at the provider; the one that was made first keeps it here, the others have their address
 * appended. {@link AbsentGroups} checks those that were not listed.
 */
public final class GroupPass {

    private static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Group";
    private static final int PART = 200;

    private final SourceReader reader;
    private final Known known;
    private final Remembered remembered;
    private final Target target;
    private final Progress progress;
    private final Map<String, SourceGroup> listed = new TreeMap<>();
    private final Set<String> gone = new LinkedHashSet<>();
    private final Map<String, UUID> records = new HashMap<>();
    private boolean isWhole = true;

    /** A group that is new or has another name, and the record that it has or takes over; null when there is none. */
    private record Change(
            SourceGroup group,
            String name,
            Buffer hash,
            @Nullable Entry record) {

        Request request() {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            if (record == null) {
                body.putArray("schemas").add(SCHEMA);
                body.put("displayName", name).put("externalId", group.id());
                return Request.post("Groups", body);
            }
            ArrayNode operations = JsonNodeFactory.instance.arrayNode();
            operations
                    .addObject()
                    .put("op", "replace")
                    .put("path", "displayName")
                    .put("value", name);
            operations
                    .addObject()
                    .put("op", "replace")
                    .put("path", "externalId")
                    .put("value", group.id());
            return Request.patch("Groups", record, record.version(), operations);
        }
    }

    public GroupPass(SourceReader reader, Known known, Remembered remembered, Target target, Progress progress) {
        this.reader = reader;
        this.known = known;
        this.remembered = remembered;
        this.target = target;
        this.progress = progress;
    }

    /** The groups that are read, and those ids of the settings that the provider does not have any more. */
    Future<Void> list() {
        progress.phase("groups");
        return new Listing<SourceGroup>(
                        reader::groups,
                        page -> {
                            page.items().forEach(group -> listed.put(group.id(), group));
                            gone.addAll(page.gone());
                            return Future.succeededFuture();
                        },
                        progress)
                .walk()
                .recover(failure -> {
                    if (failure instanceof SourceException told && !told.needsAdministrator()) {
                        isWhole = false;
                        progress.incomplete(told.sentence());
                        return Future.succeededFuture();
                    }
                    return Future.failedFuture(failure);
                });
    }

    public Set<String> ids() {
        return listed.keySet();
    }

    /** Ids of the listed groups that these are ids or addresses of, or that one of these was ever seen in. */
    List<String> named(Set<String> keys, InnerGroups inner) {
        return listed.values().stream()
                .filter(group -> keys.contains(group.id())
                        || keys.contains(group.address())
                        || inner.hasSeenAny(group.id(), keys))
                .map(SourceGroup::id)
                .toList();
    }

    /** Whether every page of groups could be read. */
    boolean isWhole() {
        return isWhole;
    }

    public Set<String> gone() {
        return gone;
    }

    /** The record of a group; null in a preview for one that is not there yet. */
    @Nullable
    UUID record(String id) {
        return records.get(id);
    }

    Future<Void> run() {
        progress.count("groups", listed.size());
        return part(List.copyOf(listed.values()), names(), 0)
                .compose(done -> isWhole && progress.isComplete()
                        ? new AbsentGroups(reader, known, remembered, target, progress).run(listed.keySet())
                        : Future.succeededFuture());
    }

    private Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        Set<String> taken = new HashSet<>();
        // In the order of ids: which of two is first does not change while both are there.
        listed.forEach(
                (id, group) -> names.put(id, taken.add(CaseFold.fold(group.name())) ? group.name() : distinct(group)));
        return names;
    }

    private static String distinct(SourceGroup group) {
        return group.name() + " (" + group.address() + ")";
    }

    private Future<Void> part(List<SourceGroup> all, Map<String, String> names, int from) {
        if (from >= all.size()) {
            return Future.succeededFuture();
        }
        List<SourceGroup> some = all.subList(from, Math.min(all.size(), from + PART));
        List<Read> read = some.stream()
                .map(group -> new Read(group.id(), Fingerprint.of(names.getOrDefault(group.id(), ""))))
                .toList();
        return known.groups(read, Remembered.GROUP)
                .compose(found -> known.groupsNamed(some.stream()
                                .filter(group -> !found.containsKey(group.id()))
                                .map(group -> names.getOrDefault(group.id(), ""))
                                .toList())
                        .map(named -> changes(some, names, found, named)))
                .compose(changes -> carryOut(changes, true))
                .compose(done -> part(all, names, from + PART));
    }

    private List<Change> changes(
            List<SourceGroup> groups, Map<String, String> names, Map<String, Entry> found, Map<String, Entry> named) {
        List<Change> changes = new ArrayList<>();
        for (SourceGroup group : groups) {
            String name = names.getOrDefault(group.id(), group.name());
            Entry record = found.get(group.id());
            if (record == null) {
                Entry other = named.get(CaseFold.fold(name));
                record = other != null && other.externalId().isEmpty() ? other : null;
            }
            if (record != null) {
                records.put(group.id(), record.id());
            }
            if (record == null || !record.same()) {
                changes.add(new Change(group, name, Fingerprint.of(name), record));
            }
        }
        return changes;
    }

    private Future<Void> carryOut(List<Change> changes, boolean mayBeOtherwise) {
        if (changes.isEmpty()) {
            return Future.succeededFuture();
        }
        if (target.isPreview()) {
            changes.forEach(change -> {
                progress.count(change.record() == null ? "groupsCreated" : "groupsChanged");
                progress.note(
                        "Group " + change.name() + (change.record() == null ? " would be added." : " would change."));
            });
            return Future.succeededFuture();
        }
        return target.apply(changes.stream().map(Change::request).toList()).compose(outcomes -> {
            List<Brought> brought = new ArrayList<>();
            List<Change> taken = new ArrayList<>();
            for (int i = 0; i < changes.size(); i++) {
                Change change = changes.get(i);
                if (outcomes.get(i) instanceof Outcome.Stored stored) {
                    progress.count(change.record() == null ? "groupsCreated" : "groupsChanged");
                    records.put(change.group().id(), stored.resource().id());
                    if (mayBeOtherwise) {
                        brought.add(new Brought(
                                change.group().id(),
                                Fingerprint.and(
                                        change.hash(),
                                        stored.resource()
                                                .document()
                                                .path("displayName")
                                                .asText()),
                                stored.resource().id(),
                                stored.resource().version()));
                    }
                } else if (outcomes.get(i) instanceof Outcome.Refused refused) {
                    if (refused.error().status() == 409 && mayBeOtherwise) {
                        taken.add(change);
                    } else if (Target.isOutdated(refused)) {
                        progress.count("groupsChangedMeanwhile");
                    } else {
                        progress.count("groupsRejected");
                        progress.note("Group " + change.name() + " was refused: "
                                + refused.error().detail());
                    }
                }
            }
            return remembered.remember(Remembered.GROUP, brought).compose(done -> underLongerNames(taken));
        });
    }

    /**
     * Until the next reading, by when the other may have given the name up. A group that is there by now was made by another node,
     * which was overtaken and has not noticed yet: it is the same group, and is not made again.
     */
    private Future<Void> underLongerNames(List<Change> taken) {
        List<Read> fresh = taken.stream()
                .filter(change -> change.record() == null)
                .map(change -> new Read(change.group().id(), change.hash()))
                .toList();
        return known.groups(fresh, Remembered.GROUP).compose(found -> {
            found.forEach((id, entry) -> records.put(id, entry.id()));
            return carryOut(
                    taken.stream()
                            .filter(change -> !found.containsKey(change.group().id()))
                            .map(change -> new Change(
                                    change.group(), distinct(change.group()), change.hash(), change.record()))
                            .toList(),
                    false);
        });
    }
}
