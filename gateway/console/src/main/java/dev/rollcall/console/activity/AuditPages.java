package dev.rollcall.console.activity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.console.api.Listed;
import dev.rollcall.console.api.organisation.AuditEntry;
import dev.rollcall.console.web.Outcome;
import dev.rollcall.console.web.Query;
import dev.rollcall.console.web.Section;
import dev.rollcall.console.web.Visit;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Shows who changed what, from what to what, newest first. */
public final class AuditPages {

    private static final int PAGE = 50;
    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

    /** What is looked for; "" for everything. */
    public record View(Listed<AuditEntry> entries, String actor, String action, String base) {

        /** What it was done to: a name where the entry has one. */
        public String subject(AuditEntry entry) {
            for (JsonNode side : sides(entry)) {
                for (String name : List.of("displayName", "email", "name", "groupName", "slug", "domain")) {
                    if (side.path(name).isTextual() && !side.path(name).asText().isEmpty()) {
                        return side.path(name).asText();
                    }
                }
            }
            String type = entry.subject().type().replace('_', ' ');
            AuditEntry.Named directory = entry.directory();
            if (directory != null && directory.name() != null) {
                return type.equals("directory") ? directory.name() : type + " of " + directory.name();
            }
            return ID.matcher(entry.subject().id()).matches()
                    ? type
                    : entry.subject().id();
        }

        /** What is another than before, one line each. */
        public List<String> changes(AuditEntry entry) {
            JsonNode before = entry.before();
            JsonNode after = entry.after();
            TreeSet<String> names = new TreeSet<>();
            sides(entry).forEach(side -> side.fieldNames().forEachRemaining(names::add));
            List<String> changes = new ArrayList<>();
            for (String name : names) {
                String was = text(before, name);
                String is = text(after, name);
                if (!was.equals(is) && !name.endsWith("Id") && !name.equals("id")) {
                    changes.add(name + ": " + (was.isEmpty() ? "" : was + " \u2192 ") + (is.isEmpty() ? "none" : is));
                }
            }
            return changes;
        }

        /** What was asked for besides and did not happen, one sentence each. */
        public List<String> leftOut(AuditEntry entry) {
            List<AuditEntry.LeftOut> leftOut = entry.leftOut();
            return leftOut == null
                    ? List.of()
                    : leftOut.stream().map(AuditEntry.LeftOut::detail).toList();
        }

        /** What this administrator did; null for a directory, whose name is no filter. */
        public @Nullable String by(AuditEntry.Actor actor) {
            return actor.kind().equals("administrator") && actor.name() != null
                    ? new Query(base).with("actor", actor.name()).toString()
                    : null;
        }

        public String more() {
            return new Query(base)
                    .with("actor", actor)
                    .with("action", action)
                    .with("cursor", entries.next() == null ? "" : entries.next())
                    .toString();
        }

        private static List<JsonNode> sides(AuditEntry entry) {
            List<JsonNode> sides = new ArrayList<>();
            if (entry.after() != null && entry.after().isObject()) {
                sides.add(entry.after());
            }
            if (entry.before() != null && entry.before().isObject()) {
                sides.add(entry.before());
            }
            return sides;
        }

        private static String text(@Nullable JsonNode side, String name) {
            JsonNode value = side == null ? null : side.get(name);
            return value == null || value.isNull() ? "" : value.isTextual() ? value.asText() : value.toString();
        }
    }

    public Future<Outcome> list(Visit visit) {
        String actor = visit.value("actor");
        // As it is written in the table, or as the API has it.
        String action = visit.value("action").strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", "_");
        String path = new Query(visit.org() + "/audit")
                .with("limit", PAGE)
                .with("actor", actor)
                .with("action", action)
                .with("cursor", visit.value("cursor"))
                .toString();
        return visit.api()
                .list(path, AuditEntry.class)
                .map(found -> Outcome.Page.of(
                        Section.AUDIT, "Audit", "audit.jte", new View(found, actor, action, visit.base() + "/audit")));
    }
}
