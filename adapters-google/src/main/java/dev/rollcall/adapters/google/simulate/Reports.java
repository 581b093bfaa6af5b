package dev.rollcall.adapters.google.simulate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** Plays the audit log of groups as Google's Reports API shows it: late, and with the newest entry first. Thread-safe. */
public final class Reports {

    static final String PATH = "/admin/reports/v1/activity/users/all/applications/";

    private static final int KEPT = 1_000;

    private final InstantSource time;
    private final Deque<Activity> activities = new ArrayDeque<>();
    private volatile Duration late = Duration.ZERO;

    private record Activity(Instant at, String group) {}

    Reports(InstantSource time) {
        this.time = time;
    }

    /** How long it takes until something can be read in the log. */
    public void late(Duration value) {
        late = value;
    }

    synchronized void changed(String group) {
        activities.addFirst(new Activity(time.instant(), group));
        if (activities.size() > KEPT) {
            activities.removeLast();
        }
    }

    Answer read(String log, Map<String, String> query, boolean may) {
        if (!may) {
            return Answer.error(403, "global", "insufficientPermissions", "Insufficient Permission");
        }
        Instant since;
        try {
            since = Instant.parse(query.getOrDefault("startTime", Instant.EPOCH.toString()));
        } catch (DateTimeParseException e) {
            return Answer.error(400, "global", "invalid", "Invalid value for startTime");
        }
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        if (log.equals("groups_enterprise")) {
            list(since, items);
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("kind", "admin#reports#activities");
        if (!items.isEmpty()) {
            body.set("items", items);
        }
        return Answer.ok(body);
    }

    private synchronized void list(Instant since, ArrayNode items) {
        Instant shown = time.instant().minus(late);
        for (Activity activity : activities) {
            if (!activity.at().isBefore(since) && !activity.at().isAfter(shown)) {
                ObjectNode item = items.addObject().put("kind", "admin#reports#activity");
                item.putObject("id")
                        .put("time", activity.at().toString())
                        .put("uniqueQualifier", Integer.toString(items.size()))
                        .put("applicationName", "groups_enterprise");
                ObjectNode event = item.putArray("events").addObject().put("type", "moderator_action");
                event.put("name", "add_member");
                event.putArray("parameters").addObject().put("name", "group_id").put("value", activity.group());
            }
        }
    }
}
