package dev.rollcall.server.workbench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.profile.CommandJson;
import dev.rollcall.server.scim.Rehearsals.Understood;
import dev.rollcall.server.trace.Differences;
import dev.rollcall.spi.Normalized;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares how one recorded request was understood with how it would be understood under another profile. */
record Comparison(Recorded recorded, Kind kind, String where, Understood now, ArrayNode differences) {

    /** How two readings differ. */
    enum Kind {
        /** It was refused, and can be read. */
        NOW_ACCEPTED,
        /** It could be read, and would be refused. */
        NOW_REFUSED,
        /** It was refused, and would be for another reason. */
        REFUSED_OTHERWISE,
        /** Something else would be done. */
        READ_OTHERWISE,
        /** The same would be done, and something else left out or told. */
        TOLD_OTHERWISE,
        SAME;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Comparison of(Recorded recorded, Understood then, Understood now) {
        ScimError refusedThen = then.error();
        ScimError refusedNow = now.error();
        Differences differences = new Differences();
        if (refusedThen != null || refusedNow != null) {
            Kind kind = refusedNow == null
                    ? Kind.NOW_ACCEPTED
                    : refusedThen == null
                            ? Kind.NOW_REFUSED
                            : refusedThen.equals(refusedNow) ? Kind.SAME : Kind.REFUSED_OTHERWISE;
            ScimError told = refusedNow == null ? refusedThen : refusedNow;
            return new Comparison(recorded, kind, reason(told), now, differences.found());
        }
        differences.between("command", command(then), command(now));
        if (differences.found().isEmpty()) {
            List<String> sentences = new ArrayList<>();
            now.deviations().stream()
                    .filter(deviation -> !then.deviations().contains(deviation))
                    .forEach(deviation -> sentences.add(deviation.rule().word()));
            then.deviations().stream()
                    .filter(deviation -> !now.deviations().contains(deviation))
                    .forEach(deviation -> sentences.add("no " + deviation.rule().word()));
            String told = String.join(", ", new TreeSet<>(sentences));
            return new Comparison(
                    recorded, told.isEmpty() ? Kind.SAME : Kind.TOLD_OTHERWISE, told, now, differences.found());
        }
        TreeSet<String> places = new TreeSet<>();
        differences.found().forEach(one -> places.add(one.path("path").asText().replaceAll("\\[\\d+]", "")));
        return new Comparison(recorded, Kind.READ_OTHERWISE, String.join(", ", places), now, differences.found());
    }

    private static String reason(@Nullable ScimError error) {
        if (error == null) {
            return "";
        }
        return error.scimType() == null
                ? Integer.toString(error.status())
                : error.status() + " " + error.scimType().keyword();
    }

    static @Nullable JsonNode command(Understood understood) {
        Normalized normalized = understood.normalized();
        return normalized == null ? null : CommandJson.of(normalized.request());
    }

    /** The example of a group. */
    ObjectNode json() {
        ObjectNode json = Json.object();
        json.set("request", recorded.json());
        json.set("then", recorded.then());
        ObjectNode is = json.putObject("now");
        ScimError error = now.error();
        is.put("status", error == null ? null : error.status()).put("detail", error == null ? null : error.detail());
        is.set("command", command(now));
        json.set("differences", differences);
        return json;
    }
}
