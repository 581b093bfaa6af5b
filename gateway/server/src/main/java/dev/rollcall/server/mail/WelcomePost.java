package dev.rollcall.server.mail;

import dev.rollcall.console.web.Palette;
import dev.rollcall.core.admin.WelcomeMails;
import dev.rollcall.core.admin.WelcomeMails.Due;
import dev.rollcall.core.admin.WelcomeMails.State;
import dev.rollcall.core.lane.Ticker;
import dev.rollcall.resilience.Causes;
import dev.rollcall.server.config.Config;
import dev.rollcall.server.config.ConfigException;
import dev.rollcall.server.config.LogoFile;
import dev.rollcall.server.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the mails that are owed. Each is taken by one node, which has {@link #LEASE} for it; so a mail is sent once, and sent
 * again, under the same Message-ID, only if a node is killed after the mail server has accepted the mail and before the node has
 * recorded that.
 */
public final class WelcomePost implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WelcomePost.class);

    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofDays(3);
    /** RFC 5321 section 4.2.3. Other refusals, such as that of a password, an operator can put right. */
    private static final Set<Integer> NO_SUCH_RECIPIENT = Set.of(550, 551, 553);

    private static final int AT_A_TIME = 20;
    /** Shorter than the lease, and so that a server that says nothing holds up no others. */
    private static final long SEND_SECONDS = 60;

    /** Without those that would take the password for a token. */
    private static final String PASSWORD_METHODS = "CRAM-SHA256 CRAM-SHA1 CRAM-MD5 DIGEST-MD5 PLAIN LOGIN";

    private static final int CONNECT_MILLIS = 10_000;
    private static final int MOST_DOUBLINGS = 20;
    private static final int LONGEST_FAILURE = 500;

    private final WelcomeMails mails;
    private final InstantSource time;
    private final Duration pause;
    private final MailClient client;
    private final WelcomeLetter letter;
    private final Ticker ticker;

    private WelcomePost(Vertx vertx, Config config, String host, String from, WelcomeMails mails, InstantSource time) {
        this.mails = mails;
        this.time = time;
        this.pause = Duration.ofSeconds(config.get(Settings.MAIL_RETRY));
        this.client = MailClient.create(vertx, mailConfig(config, host));
        this.letter = new WelcomeLetter(
                from,
                config.get(Settings.MAIL_LINK),
                new Letterhead(
                        config.get(Settings.PRODUCT_NAME)
                                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                                .strip(),
                        config.get(Settings.CONSOLE_COLOUR)
                                .map(Palette::onLight)
                                .orElse(Letterhead.OWN_COLOUR),
                        // Mail programs show no SVG.
                        LogoFile.of(config)
                                .filter(logo -> logo.kind().equals("png"))
                                .map(LogoFile::content)
                                .orElse(null)));
        this.ticker = new Ticker(vertx, pause, this::send);
    }

    /**
     * Opens it when a mail server is set.
     *
     * @throws ConfigException there is one, but no sender
     */
    public static Optional<WelcomePost> of(Vertx vertx, Config config, WelcomeMails mails, InstantSource time) {
        Optional<String> host = config.get(Settings.MAIL_HOST);
        if (host.isEmpty()) {
            return Optional.empty();
        }
        String from = config.get(Settings.MAIL_FROM)
                .orElseThrow(() -> new ConfigException(
                        List.of("The setting mail.host is set, but mail.from is not: set it to the sender of the mails,"
                                + " such as \"Example <hello@example.com>\".")));
        return Optional.of(new WelcomePost(vertx, config, host.get(), from, mails, time));
    }

    /**
     * How to reach the mail server. {@code setHostnameVerificationAlgorithm} is left alone: the mail client asks for the right host by itself
     * whenever there is TLS, but asks for none as soon as an algorithm is set, whichever it is.
     */
    private static MailConfig mailConfig(Config config, String host) {
        String tls = config.get(Settings.MAIL_TLS);
        MailConfig mail = new MailConfig()
                .setHostname(host)
                .setPort(config.get(Settings.MAIL_PORT))
                .setSsl(tls.equals("tls"))
                .setStarttls(tls.equals("starttls") ? StartTLSOptions.REQUIRED : StartTLSOptions.DISABLED)
                .setConnectTimeout(CONNECT_MILLIS)
                .setKeepAlive(false);
        config.get(Settings.MAIL_TRUST)
                .ifPresent(file -> mail.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        Optional<String> user = config.get(Settings.MAIL_USER);
        if (user.isEmpty()) {
            return mail.setLogin(LoginOption.DISABLED);
        }
        return mail.setLogin(LoginOption.REQUIRED)
                .setAuthMethods(PASSWORD_METHODS)
                .setUsername(user.get())
                .setPassword(config.get(Settings.MAIL_PASSWORD).orElse(""));
    }

    public void start() {
        ticker.start();
    }

    /** A mail was just made: it need not wait for the next turn. */
    public void nudge() {
        send().onFailure(failure -> LOG.atInfo()
                .addKeyValue("cause", failure.getClass().getSimpleName())
                .log("welcome mails are sent later"));
    }

    /** Sends a plain mail about something else, once; fails when the server does not take it. */
    public Future<Void> write(String to, String subject, String text) {
        return client.sendMail(letter.plain(to, subject, text))
                .timeout(SEND_SECONDS, TimeUnit.SECONDS)
                .mapEmpty();
    }

    private Future<?> send() {
        return mails.take(LEASE, AT_A_TIME).compose(due -> {
            List<Future<?>> all = new ArrayList<>();
            due.forEach(mail -> all.add(send(mail)));
            return all.isEmpty() ? Future.succeededFuture() : Future.join(all);
        });
    }

    private Future<Void> send(Due mail) {
        if (mail.email() == null) {
            return mails.end(mail, State.DROPPED, null);
        }
        return client.sendMail(letter.to(mail, mail.email()))
                .timeout(SEND_SECONDS, TimeUnit.SECONDS)
                .transform(done -> done.succeeded() ? mails.end(mail, State.SENT, null) : failed(mail, done.cause()));
    }

    private Future<Void> failed(Due mail, Throwable failure) {
        boolean forGood = failure instanceof SMTPException smtp && NO_SUCH_RECIPIENT.contains(smtp.getReplyCode());
        boolean tooLong = mail.created().plus(PATIENCE).isBefore(time.instant());
        String words = words(failure);
        LOG.atWarn()
                .addKeyValue("mail", mail.id())
                .addKeyValue("tries", mail.tries())
                .log("a welcome mail was not sent: {}", words);
        return forGood || tooLong
                ? mails.end(mail, State.FAILED, words)
                : mails.later(mail, pause(mail.tries()), words);
    }

    private Duration pause(int tries) {
        Duration doubled = pause.multipliedBy(1L << Math.min(tries - 1, MOST_DOUBLINGS));
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private static String words(Throwable failure) {
        String words = Causes.words(failure);
        return words.length() > LONGEST_FAILURE ? words.substring(0, LONGEST_FAILURE) : words;
    }

    @Override
    public void close() {
        ticker.close();
        client.close();
    }
}
