package dev.rollcall.server.delivery;

import dev.rollcall.delivery.webhook.Alarms;
import dev.rollcall.delivery.webhook.Webhook;
import dev.rollcall.delivery.webhook.WebhookTable.Ailing;
import dev.rollcall.server.mail.WelcomePost;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes to the owner of an endpoint that it fails: to its contact, or else to the administrators of the organisation. */
final class FailureMail implements Alarms.Teller {

    private static final int MOST = 20;

    private final Optional<WelcomePost> post;
    private final Pool pool;

    FailureMail(Optional<WelcomePost> post, Pool pool) {
        this.post = post;
        this.pool = pool;
    }

    private static final String ADMINS = """
        SELECT email FROM member WHERE org_id = $1 AND role = 'admin' AND status = 'active' ORDER BY member_id LIMIT $2
        """;

    /** Without a mail server there is the log, the API and the metrics. */
    @Override
    public Future<Void> tell(Ailing ailing) {
        return post.isEmpty()
                ? Future.succeededFuture()
                : recipients(ailing).compose(to -> send(ailing, post.get(), to));
    }

    private Future<List<String>> recipients(Ailing ailing) {
        String contact = ailing.contact();
        if (contact != null) {
            return Future.succeededFuture(List.of(contact));
        }
        if (ailing.owner().equals(Webhook.OPERATOR)) {
            return Future.succeededFuture(List.of());
        }
        return pool.preparedQuery(ADMINS)
                .execute(Tuple.of(ailing.owner(), MOST))
                .map(rows -> {
                    List<String> addresses = new ArrayList<>();
                    for (Row row : rows) {
                        addresses.add(row.getString("email"));
                    }
                    return addresses;
                });
    }

    private static Future<Void> send(Ailing ailing, WelcomePost post, List<String> to) {
        List<Future<?>> sent = new ArrayList<>();
        to.forEach(address -> sent.add(post.write(address, subject(ailing), text(ailing))));
        return sent.isEmpty() ? Future.succeededFuture() : Future.join(sent).mapEmpty();
    }

    private static String subject(Ailing ailing) {
        return ailing.disabledReason() == null
                ? "Events cannot be delivered to an endpoint"
                : "An endpoint for events was switched off";
    }

    private static String text(Ailing ailing) {
        String what = ailing.disabledReason() == null
                ? "No event could be delivered to this endpoint since " + ailing.since() + ":"
                : ailing.disabledReason().equals("gone")
                        ? "This endpoint responded that it is gone (410), so no more events are sent to it:"
                        : "No event could be delivered to this endpoint since " + ailing.since()
                                + ", so no more events are sent to it:";
        String todo = ailing.disabledReason() == null
                ? "Rollcall keeps trying, and will send the waiting events in order."
                : "The waiting events are kept, and are sent in order when the endpoint is enabled again.";
        return what + "\n\n" + ailing.url() + "\nid " + ailing.webhook() + "\n\nThe last failure: "
                + (ailing.failure() == null ? "not known" : ailing.failure()) + "\n\n" + todo + "\n";
    }
}
