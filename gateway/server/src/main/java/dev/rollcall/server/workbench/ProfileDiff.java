package dev.rollcall.server.workbench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.admin.directory.DirectoryProfiles.Version;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.server.api.ImpactJson;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.profile.Profiles;
import dev.rollcall.server.scim.Rehearsals;
import dev.rollcall.server.workbench.Comparison.Kind;
import dev.rollcall.spi.profile.ClientProfile;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares what recorded requests would do under another profile with what they did, grouped by how the two differ. */
final class ProfileDiff {

    /** Examples of each group; the count is of all. */
    private static final int EXAMPLES = 3;

    /** Groups that are shown; what differs in more ways is another client. */
    private static final int GROUPS = 30;

    private static final int PEOPLE = 20;

    private final Directory directory;
    private final List<ResourceType> types;
    private final Profiles profiles;
    private final List<Version> versions;
    private final Map<Integer, ClientProfile> read = new HashMap<>();

    /**
     * Makes one.
     *
     * @param versions of the directory's profile, newest first
     */
    ProfileDiff(Directory directory, List<ResourceType> types, Profiles profiles, List<Version> versions) {
        this.directory = directory;
        this.types = types;
        this.profiles = profiles;
        this.versions = versions;
    }

    /** The profile that was in force at a time. */
    private ClientProfile at(Instant time) {
        Optional<Version> version =
                versions.stream().filter(one -> !one.at().isAfter(time)).findFirst();
        return read.computeIfAbsent(
                version.map(Version::number).orElse(0), number -> profiles.running(directory, version));
    }

    /** Compares them, the newest first, as long as there is time; nothing is looked up. */
    List<Comparison> compare(List<Recorded> requests, ClientProfile profile, Deadline deadline) {
        List<Comparison> all = new ArrayList<>(requests.size());
        for (Recorded one : requests) {
            if (deadline.isOver()) {
                break;
            }
            all.add(Comparison.of(
                    one,
                    Rehearsals.read(directory, types, at(one.found().at()), one.sent()),
                    Rehearsals.read(directory, types, profile, one.sent())));
        }
        return all;
    }

    /** Rehearses one request under the other profile. */
    interface Rehearse {
        Future<Rehearsals.Rehearsal> of(Recorded recorded);
    }

    /** The answer, with the examples rehearsed as long as there is time. */
    static Future<ObjectNode> json(
            RecordedRequests.Page page, List<Comparison> all, Rehearse rehearse, Deadline deadline) {
        Map<String, List<Comparison>> groups = new LinkedHashMap<>();
        all.stream()
                .filter(one -> one.kind() != Kind.SAME)
                .forEach(one -> groups.computeIfAbsent(
                                one.kind().word() + "|" + one.recorded().found().kind() + "|" + one.where(),
                                key -> new ArrayList<>())
                        .add(one));
        List<List<Comparison>> largest = groups.values().stream()
                .sorted(Comparator.comparing((List<Comparison> group) -> -group.size()))
                .limit(GROUPS)
                .toList();
        ObjectNode json = Json.object()
                .put("dryRun", true)
                .put("requests", page.looked())
                .put("compared", all.size())
                .put("same", all.stream().filter(one -> one.kind() == Kind.SAME).count())
                .put("notReplayable", page.notReplayable())
                .put("notCompared", page.requests().size() - all.size())
                .put("oldest", page.oldest() == null ? null : page.oldest().toString())
                .put("groupsOmitted", groups.size() - largest.size());
        ArrayNode shown = json.putArray("groups");
        Future<Void> done = Future.succeededFuture();
        for (List<Comparison> group : largest) {
            ObjectNode one = shown.addObject()
                    .put("difference", group.get(0).kind().word())
                    .put("kind", group.get(0).recorded().found().kind())
                    .put("where", group.get(0).where())
                    .put("count", group.size());
            ArrayNode examples = one.putArray("examples");
            for (Comparison comparison : group.subList(0, Math.min(EXAMPLES, group.size()))) {
                ObjectNode example = comparison.json();
                examples.add(example);
                done = done.compose(before -> deadline.isOver()
                        ? Future.succeededFuture()
                        : rehearse.of(comparison.recorded())
                                .map(rehearsal -> rehearsed(example, rehearsal))
                                .mapEmpty());
            }
        }
        return done.map(json);
    }

    private static ObjectNode rehearsed(ObjectNode example, Rehearsals.Rehearsal rehearsal) {
        ObjectNode now = (ObjectNode) example.path("now");
        now.put("status", rehearsal.status());
        if (rehearsal.status() >= 400 && rehearsal.body() != null) {
            now.put("detail", rehearsal.body().path("detail").asText());
        }
        now.set(
                "impact",
                rehearsal.effect() == null
                        ? null
                        : ImpactJson.of(rehearsal.effect().impact(), PEOPLE));
        return example;
    }
}
