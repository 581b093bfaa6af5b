package dev.rollcall.server.delivery;

import dev.rollcall.delivery.receipt.AcknowledgedBy;
import dev.rollcall.delivery.receipt.ClockWatcher;
import dev.rollcall.delivery.webhook.Webhook;
import dev.rollcall.server.mail.WelcomePost;
import dev.rollcall.server.management.Metrics;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures how long the application takes to learn that people have lost access, and writes to the contacts of its endpoints when
 * it takes too long.
 */
record DeparturePost(Metrics metrics, Optional<WelcomePost> post, Pool pool) implements ClockWatcher {

    private static final int MOST = 20;

    private static final String CONTACTS = """
        SELECT DISTINCT contact FROM webhook WHERE org_id IN ($1, $2) AND contact IS NOT NULL ORDER BY contact LIMIT $3
        """;

    @Override
    public void acknowledged(AcknowledgedBy way, Duration sinceAsked) {
        metrics.acknowledged(way.word(), sinceAsked);
    }

    @Override
    public Future<Void> late(Late late) {
        metrics.late(late.people());
        if (post.isEmpty()) {
            return Future.succeededFuture();
        }
        return pool.preparedQuery(CONTACTS)
                .execute(Tuple.of(late.orgId(), Webhook.OPERATOR, (long) MOST))
                .compose(rows -> {
                    List<Future<?>> sent = new ArrayList<>();
                    rows.forEach(row -> sent.add(post.get().write(row.getString("contact"), SUBJECT, text(late))));
                    return sent.isEmpty()
                            ? Future.succeededFuture()
                            : Future.join(sent).mapEmpty();
                });
    }

    private static final String SUBJECT = "The application does not know that people have lost access";

    private static String text(Late late) {
        return "An identity provider has taken access from " + late.people() + " people of organisation " + late.orgId()
                + ", the first at " + late.asked() + ", and the application has not acknowledged it: no endpoint"
                + " responded with 2xx, no token was acknowledged, and no reader of the feed has moved on.\n\n"
                + "The first member is " + late.member() + ", by request " + late.request()
                + ". The events are kept and sent again until they are received. Check the delivery attempts of"
                + " your endpoints, and whether the application reads the feed.\n";
    }
}
