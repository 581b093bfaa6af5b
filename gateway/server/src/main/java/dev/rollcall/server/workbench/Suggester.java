package dev.rollcall.server.workbench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.scim.Rehearsals;
import dev.rollcall.spi.Quirk;
import dev.rollcall.spi.profile.ClientProfile;
import dev.rollcall.spi.profile.ProfileReader;
import dev.rollcall.spi.profile.problem.ProfileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the lines of a profile that mend what failed: it tries each candidate on the recorded requests, takes the one that mends
 * most, and goes on with the rest. A line that the others turn out to make unnecessary is taken out again. Pure.
 */
final class Suggester {

    /** Requests of one fault that candidates are tried on. */
    private static final int SAMPLES = 2;

    private static final int FAULTS = 40;
    private static final int UNHARMED = 100;
    private static final int LINES = 12;
    private static final double PART = 25;

    private final Directory directory;
    private final List<ResourceType> types;
    private final ProfileReader reader;
    private final Deadline deadline;

    /**
     * Makes one.
     *
     * @param deadline when it goes on with what it has found
     */
    Suggester(Directory directory, List<ResourceType> types, ProfileReader reader, Deadline deadline) {
        this.directory = directory;
        this.types = types;
        this.reader = reader;
        this.deadline = deadline;
    }

    /**
     * A line that mends something.
     *
     * @param mends faults that it mends, of all requests
     */
    record Suggestion(Candidate candidate, List<Fault> mends) {}

    /**
     * What was found.
     *
     * @param faults all of them under the present profile
     * @param document the present one with every suggestion in it
     * @param left faults that no suggestion mends
     * @param complete whether there was time for all candidates
     */
    record Result(
            List<Fault> faults,
            List<Suggestion> suggestions,
            ObjectNode document,
            ClientProfile profile,
            List<Fault> left,
            boolean complete) {}

    Result suggest(List<Recorded> requests, ObjectNode document) {
        List<Fault> faults = faults(requests, document);
        Set<Recorded> faulty = faults.stream().map(Fault::recorded).collect(Collectors.toSet());
        List<Recorded> fine = requests.stream()
                .filter(one -> !faulty.contains(one))
                .limit(UNHARMED)
                .toList();
        List<Candidate> candidates = candidates(requests);
        List<Candidate> chosen = new ArrayList<>();
        ObjectNode so = document;
        List<Fault> left = faults;
        while (chosen.size() < LINES && !left.isEmpty() && !deadline.isOver()) {
            Optional<Candidate> best = best(candidates, chosen, so, samples(left), fine);
            if (best.isEmpty()) {
                break;
            }
            chosen.add(best.get());
            so = best.get().into().apply(so);
            left = faults(requests, so);
        }
        boolean complete = !deadline.isOver();
        return result(requests, document, faults, complete ? needed(requests, document, chosen) : chosen, complete);
    }

    private List<Fault> faults(List<Recorded> requests, ObjectNode document) {
        ClientProfile profile = reader.read(document, directory.provider(), types);
        return requests.stream()
                .flatMap(one -> Fault.of(one, read(profile, one), profile).stream())
                .toList();
    }

    private static int weight(List<Fault> faults) {
        return faults.stream().mapToInt(Fault::weight).sum();
    }

    private Rehearsals.Understood read(ClientProfile profile, Recorded one) {
        return Rehearsals.read(directory, types, profile, one.sent());
    }

    private static List<Fault> samples(List<Fault> faults) {
        Map<String, List<Fault>> alike = new LinkedHashMap<>();
        for (Fault fault : faults) {
            List<Fault> same = alike.computeIfAbsent(fault.signature(), key -> new ArrayList<>());
            if (same.size() < SAMPLES) {
                same.add(fault);
            }
        }
        return alike.values().stream().limit(FAULTS).flatMap(List::stream).toList();
    }

    private List<Candidate> candidates(List<Recorded> requests) {
        List<Candidate> all = new ArrayList<>();
        for (String id : reader.quirks()) {
            all.add(Candidate.quirk(
                    id,
                    "The quirk " + id + " reads what the client sends.",
                    document -> reader.readAgain(document, directory.provider()).quirks().stream()
                            .map(Quirk::id)
                            .filter(running -> !running.equals(id))
                            .toList()));
        }
        all.addAll(Candidates.of(true, Received.of(requests, "Users")));
        all.addAll(Candidates.of(false, Received.of(requests, "Groups")));
        for (String type : List.of("user", "group")) {
            ObjectNode merged = Json.object();
            merged.putObject("reading").putObject("put").put(type, "merge");
            all.add(Candidate.line("reading", merged, "A PUT of a " + type + " contains only what changes."));
        }
        ObjectNode deleted = Json.object();
        deleted.putObject("response").put("deletedAgain", "no-content");
        all.add(Candidate.line(
                "response",
                deleted,
                "The client deletes twice and takes 404 for a failure; 204 tells it that the deletion is done."));
        return all;
    }

    private Optional<ClientProfile> profile(ObjectNode document) {
        try {
            return Optional.of(reader.read(document, directory.provider(), types));
        } catch (ProfileException e) {
            return Optional.empty();
        }
    }

    private Optional<Candidate> best(
            List<Candidate> candidates,
            List<Candidate> chosen,
            ObjectNode document,
            List<Fault> left,
            List<Recorded> fine) {
        Candidate best = null;
        double most = 0;
        for (Candidate candidate : candidates) {
            if (deadline.isOver()) {
                break;
            }
            Optional<ClientProfile> profile = chosen.contains(candidate)
                    ? Optional.empty()
                    : profile(candidate.into().apply(document));
            if (profile.isEmpty()) {
                continue;
            }
            double score = gain(left, profile.get()) / lines(candidate);
            if (score > most && harmsNothing(profile.get(), fine)) {
                best = candidate;
                most = score;
            }
        }
        return Optional.ofNullable(best);
    }

    /** By how much less is wrong with the requests of some faults. A request that is refused for another reason now has come a part of the way. */
    private double gain(List<Fault> faults, ClientProfile profile) {
        double gain = 0;
        for (Map.Entry<Recorded, List<Fault>> one :
                faults.stream().collect(Collectors.groupingBy(Fault::recorded)).entrySet()) {
            List<Fault> now = Fault.of(one.getKey(), read(profile, one.getKey()), profile);
            gain += weight(one.getValue()) - weight(now);
            boolean isElsewhere = one.getValue().size() == 1
                    && now.size() == 1
                    && one.getValue().get(0).kind() == now.get(0).kind()
                    && !one.getValue().get(0).detail().equals(now.get(0).detail());
            gain += isElsewhere ? PART : 0;
        }
        return gain;
    }

    private static int lines(Candidate candidate) {
        return Math.max(
                1,
                candidate.line().at("/user/attributes").size()
                        + candidate.line().at("/group/attributes").size());
    }

    private boolean harmsNothing(ClientProfile profile, List<Recorded> fine) {
        return fine.stream()
                .allMatch(one -> Fault.of(one, read(profile, one), profile).isEmpty());
    }

    /** Those without which less would be mended. */
    private List<Candidate> needed(List<Recorded> requests, ObjectNode document, List<Candidate> chosen) {
        List<Candidate> needed = new ArrayList<>(chosen);
        int least = weight(faults(requests, with(document, needed)));
        for (Candidate candidate : chosen) {
            List<Candidate> others = new ArrayList<>(needed);
            others.remove(candidate);
            if (weight(faults(requests, with(document, others))) <= least) {
                needed.remove(candidate);
            }
        }
        return needed;
    }

    private static ObjectNode with(ObjectNode document, List<Candidate> candidates) {
        ObjectNode all = document;
        for (Candidate candidate : candidates) {
            all = candidate.into().apply(all);
        }
        return all;
    }

    /** Each fault is put down to the first line with which it is mended. */
    private Result result(
            List<Recorded> requests,
            ObjectNode document,
            List<Fault> faults,
            List<Candidate> needed,
            boolean complete) {
        List<Suggestion> suggestions = new ArrayList<>();
        ObjectNode so = document;
        List<Fault> left = faults;
        for (Candidate candidate : needed) {
            so = candidate.into().apply(so);
            List<Fault> next = faults(requests, so);
            Set<Fault> still = Set.copyOf(next);
            suggestions.add(new Suggestion(
                    candidate,
                    left.stream().filter(fault -> !still.contains(fault)).toList()));
            left = next;
        }
        return new Result(faults, suggestions, so, reader.read(so, directory.provider(), types), left, complete);
    }
}
