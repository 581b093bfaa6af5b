package dev.rollcall.server.config;

import dev.rollcall.core.attribute.SharedAttributes;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Every setting there is. To add one, declare it here; the file docs/settings.md is generated from these declarations. */
public final class Settings {

    private static final List<Setting<?>> DECLARED = new ArrayList<>();

    public static final Setting<String> SERVER_HOST =
            declare("server.host", Kind.TEXT, "127.0.0.1", "", "Address that SCIM, API and console are served on.");
    public static final Setting<Integer> SERVER_PORT = declare(
            "server.port", Kind.PORT, "8080", "", "Port that SCIM, API and console are served on; 0 takes a free one.");
    public static final Setting<String> SERVER_PUBLIC_URL = declare(
            "server.public-url",
            Kind.ORIGIN,
            "host",
            "",
            "Origin that clients see, used for meta.location, the audience of client assertions and links: a URL, or"
                    + " \"forwarded\" to follow what the proxies in server.trusted-proxies say in X-Forwarded-Proto and"
                    + " X-Forwarded-Host. \"host\" follows the Host header, which any client can set, so \"serve\""
                    + " refuses it.");
    public static final Setting<List<Network>> TRUSTED_PROXIES = declare(
            "server.trusted-proxies",
            Kind.NETWORKS,
            "",
            "",
            "Addresses of the proxies whose X-Forwarded-Proto and X-Forwarded-Host are trusted when"
                    + " server.public-url is \"forwarded\"; each proxy must overwrite both headers. From any other "
                    + "address the headers are"
                    + " ignored.");
    public static final Setting<Optional<Path>> TLS_CERTIFICATE = declare(
            "server.tls-certificate",
            Kind.FILE,
            "",
            "",
            "Certificate (PEM) with which \"serve\" speaks TLS, the server's own first, then those that lead to its"
                    + " issuer; needs server.tls-key as well. None: no TLS, for use behind a proxy that terminates"
                    + " TLS.");
    public static final Setting<Optional<Path>> TLS_KEY = declare(
            "server.tls-key",
            Kind.FILE,
            "",
            "",
            "Private key (PEM, not encrypted) of that certificate, readable by the gateway only.");
    public static final Setting<Integer> TLS_RELOAD = declare(
            "server.tls-reload",
            Kind.whole(1, 3_600),
            "10",
            "seconds",
            "How often both files are checked: new connections get a new certificate without a restart. Files that"
                    + " cannot be used are reported in the log, and the previous certificate stays in use.");
    public static final Setting<Integer> SERVER_INSTANCES = declare(
            "server.instances",
            Kind.whole(1, 64),
            "2",
            "",
            "How many event loops serve HTTP; half the number of processor cores is a good choice.");
    public static final Setting<Integer> SERVER_BODY_LIMIT = declare(
            "server.body-limit",
            Kind.whole(1_024, 1_073_741_824),
            "1048576",
            "bytes",
            "Largest request body; a larger one is answered with 413.");
    public static final Setting<Integer> BULK_OPERATIONS = declare(
            "bulk.max-operations",
            Kind.whole(1, 5_000),
            "1000",
            "",
            "Maximum number of operations in a SCIM bulk request, and never more than half of lane.waiting; a"
                    + " request with more is answered with 413.");
    public static final Setting<Integer> BULK_PAYLOAD = declare(
            "bulk.max-payload-size",
            Kind.whole(1_024, 1_073_741_824),
            "1048576",
            "bytes",
            "Largest body of a SCIM bulk request; a larger one is answered with 413.");
    public static final Setting<Integer> SERVER_PAGE_LIMIT = declare(
            "server.page-limit",
            Kind.whole(100, 10_000),
            "500",
            "",
            "Maximum number of resources on a page of a SCIM list, and the number when the client does not say.");
    public static final Setting<Integer> SERVER_SCAN_LIMIT = declare(
            "server.scan-limit",
            Kind.whole(1, 100_000_000),
            "100000",
            "",
            "Resources that a SCIM list may look at one by one where no index serves its filter or its order; a list"
                    + " that would have to look at more is answered with 400 tooMany. docs/scim.md lists what indexes"
                    + " serve.");
    public static final Setting<Integer> SERVER_CURSOR_TIMEOUT = declare(
            "server.cursor-timeout",
            Kind.whole(1, 86_400),
            "3600",
            "seconds",
            "How long after its page a cursor of a SCIM list can be used; after that, the list has to be started "
                    + "again.");
    public static final Setting<Integer> SERVER_IDLE_TIMEOUT = declare(
            "server.idle-timeout",
            Kind.whole(1, 3_600),
            "75",
            "seconds",
            "How long an idle connection stays open; keep it above the load balancer's.");
    public static final Setting<Integer> SERVER_REQUEST_TIMEOUT = declare(
            "server.request-timeout",
            Kind.whole(1, 3_600),
            "60",
            "seconds",
            "How long a request may take to arrive, from its first byte to its last; after that, it is answered with"
                    + " 408 and its connection is closed.");
    public static final Setting<Integer> SERVER_SHUTDOWN_GRACE = declare(
            "server.shutdown-grace",
            Kind.whole(0, 600),
            "20",
            "seconds",
            "How long a stopping gateway waits for requests that are under way.");
    public static final Setting<Integer> SERVER_DRAIN_DELAY = declare(
            "server.drain-delay",
            Kind.whole(0, 600),
            "5",
            "seconds",
            "How long a gateway that was told to stop reports that it is not ready but keeps serving, before it refuses"
                    + " new connections; set it longer than the load balancer takes to notice. The default for "
                    + "\"up\" is 0.");

    public static final Setting<String> MANAGEMENT_HOST = declare(
            "management.host",
            Kind.TEXT,
            "127.0.0.1",
            "",
            "Address of health checks and metrics; they need no credential.");
    public static final Setting<Integer> MANAGEMENT_PORT =
            declare("management.port", Kind.PORT, "8081", "", "Port of health checks and metrics; 0 takes a free one.");

    public static final Setting<Optional<String>> DATABASE_URL = declare(
            "database.url",
            Kind.DATABASE,
            "",
            "",
            "PostgreSQL 15 or newer; \"up\" starts one of its own when this is not set.");

    public static final Setting<Optional<String>> DATABASE_MIGRATION_URL = declare(
            "database.migration-url",
            Kind.DATABASE,
            "",
            "",
            "URL of the same database with the role that owns its tables. The schema is migrated as that"
                    + " role, which grants"
                    + " rights to the role in database.url, with which the gateway runs. None: one role does both.");

    public static final Setting<Integer> DATABASE_WRITES = declare(
            "database.write-connections",
            Kind.whole(1, 256),
            "4",
            "",
            "Connections for changes: how many batches of different organisations commit in parallel.");
    public static final Setting<Integer> DATABASE_READS =
            declare("database.read-connections", Kind.whole(1, 256), "8", "", "Connections for queries.");
    public static final Setting<Integer> DATABASE_LOGINS = declare(
            "database.login-connections",
            Kind.whole(1, 64),
            "2",
            "",
            "Connections for looking up credentials and sessions, so that they never wait behind lists.");
    public static final Setting<Integer> DATABASE_LARGE = declare(
            "database.large-connections",
            Kind.whole(1, 64),
            "2",
            "",
            "Connections for responses that are read while they are sent, such as groups of thousands of members.");
    public static final Setting<Integer> DATABASE_WAITING = declare(
            "database.waiting",
            Kind.whole(1, 100_000),
            "1024",
            "",
            "How many requests may wait for a connection of each kind; further requests are answered with 503.");
    public static final Setting<Integer> DATABASE_WAIT = declare(
            "database.wait",
            Kind.whole(1, 300),
            "10",
            "seconds",
            "How long a request waits for a connection before it is answered with 503.");
    public static final Setting<Integer> DATABASE_TIMEOUT = declare(
            "database.statement-timeout",
            Kind.whole(1, 3_600),
            "30",
            "seconds",
            "How long a statement may run before the database cancels it.");
    public static final Setting<Integer> DATABASE_SILENCE = declare(
            "database.silence",
            Kind.whole(1, 300),
            "3",
            "seconds",
            "How long the database may be silent on a connection that waits for it. Then the connection is checked and,"
                    + " unless the database is working for it, closed and treated as lost.");

    public static final Setting<Optional<String>> DATABASE_REPLICA_URL = declare(
            "database.replica-url",
            Kind.DATABASE,
            "",
            "",
            "A streaming replica of the same database, for lists and searches. A query goes there only once the replica"
                    + " has replayed everything that was committed before the query; otherwise it goes to the primary."
                    + " None: the primary answers everything.");
    public static final Setting<Integer> DATABASE_REPLICA_CONNECTIONS =
            declare("database.replica-connections", Kind.whole(1, 256), "8", "", "Connections to the replica.");
    public static final Setting<Integer> DATABASE_REPLICA_BEHIND = declare(
            "database.replica-behind",
            Kind.whole(2, 300),
            "5",
            "seconds",
            "How far the replica may be behind before no query is sent there until it has caught up.");

    public static final Setting<Integer> LANE_BATCH = declare(
            "lane.batch",
            Kind.whole(1, 4_096),
            "256",
            "",
            "Maximum number of changes of one organisation that share a transaction.");
    public static final Setting<Integer> LANE_WAITING = declare(
            "lane.waiting",
            Kind.whole(1, 1_000_000),
            "4096",
            "",
            "Changes of one organisation that may wait or be under way, at least lane.batch; further ones are answered"
                    + " with 429.");

    public static final Setting<Optional<Path>> SECRET_FILE = declare(
            "secret.file",
            Kind.FILE,
            "",
            "",
            "File with the key that hashes credentials, signs sessions and seals cursors: 32 random bytes in"
                    + " base64, readable by the gateway only. While the key is being exchanged, the file"
                    + " holds several, one per line."
                    + " Every gateway on one database needs the same; \"up\" makes its own.");
    public static final Setting<Integer> AUTH_CACHE = declare(
            "auth.cache",
            Kind.whole(0, 300),
            "5",
            "seconds",
            "How long a credential is trusted once it has been checked; a revoked credential keeps working"
                    + " for at most this long.");

    public static final Setting<Integer> AUTH_CREDENTIAL_LIFE = declare(
            "auth.credential-life",
            Kind.whole(0, 3_660),
            "365",
            "days",
            "How long a directory's credential is valid if it is issued without an expiry; 0: until it is revoked. "
                    + "Warnings"
                    + " start 30 days before it expires.");
    public static final Setting<Integer> AUTH_ACCESS_TOKEN = declare(
            "auth.access-token",
            Kind.whole(60, 86_400),
            "3600",
            "seconds",
            "How long an access token of the token endpoint is valid; revoking its credential ends it within"
                    + " auth.cache.");

    public static final Setting<Optional<String>> AUTH_ISSUER = declare(
            "auth.issuer",
            Kind.OPTIONAL_TEXT,
            "",
            "",
            "Issuer (iss) of the operator's own tokens for the admin API; needs auth.jwks-url as well.");
    public static final Setting<Optional<String>> AUTH_JWKS_URL =
            declare("auth.jwks-url", Kind.URL, "", "", "Where the public keys of that issuer are, as a JWK set.");
    public static final Setting<String> AUTH_AUDIENCE =
            declare("auth.audience", Kind.TEXT, "rollcall", "", "Audience (aud) that the operator's tokens must name.");
    public static final Setting<String> AUTH_SUBJECT_CLAIM = declare(
            "auth.subject-claim",
            Kind.TEXT,
            "sub",
            "",
            "Claim of the operator's tokens that says who is using them, for the audit log.");
    public static final Setting<String> AUTH_SCOPE_CLAIM = declare(
            "auth.scope-claim",
            Kind.TEXT,
            "scope",
            "",
            "Claim of the operator's tokens that contains rollcall:operator, rollcall:admin, rollcall:directory_admin,"
                    + " rollcall:people_admin, rollcall:auditor or rollcall:read; a name that begins with / is a"
                    + " JSON pointer, such as /realm_access/roles.");
    public static final Setting<String> AUTH_ORGANIZATION_CLAIM = declare(
            "auth.organization-claim",
            Kind.TEXT,
            "org",
            "",
            "Claim of the operator's tokens that contains the id of the one organisation they are for.");
    public static final Setting<Integer> AUTH_CLOCK_SKEW = declare(
            "auth.clock-skew",
            Kind.whole(0, 600),
            "60",
            "seconds",
            "How far the clocks of issuers may differ from this gateway's.");
    public static final Setting<Integer> AUTH_LONGEST_TOKEN = declare(
            "auth.longest-token",
            Kind.whole(60, 31_622_400),
            "86400",
            "seconds",
            "How long a token of the operator's issuer may be valid, counted both from its iat and from now;"
                    + " one that is valid"
                    + " for longer is refused, since nothing here can revoke it.");
    /** In {@link #JWKS_HOSTS}: the hosts at which the providers that are built in publish their keys. */
    public static final String HOSTS_OF_PROVIDERS = "providers";

    public static final Setting<List<String>> JWKS_HOSTS = declare(
            "jwks.hosts",
            Kind.HOSTS,
            HOSTS_OF_PROVIDERS,
            "",
            "Hosts from which to fetch the public keys of the issuers that administrators register for their"
                    + " directories. `providers` stands for the hosts of the identity providers that Rollcall"
                    + " knows; other"
                    + " hosts may follow it.");
    public static final Setting<Integer> JWKS_REFRESH = declare(
            "jwks.refresh",
            Kind.whole(1, 86_400),
            "3600",
            "seconds",
            "How long the public keys of an issuer are used before they are fetched again; a token signed with an"
                    + " unknown key makes the gateway fetch them at once.");
    public static final Setting<Integer> JWKS_PAUSE = declare(
            "jwks.pause",
            Kind.whole(1, 3_600),
            "10",
            "seconds",
            "Minimum time between two attempts to fetch the keys of an issuer.");

    public static final Setting<Integer> CIRCUIT_PAUSE = declare(
            "circuit.pause",
            Kind.whole(1, 300),
            "5",
            "seconds",
            "How long requests are answered with 503 immediately after the database was lost, before it is tried "
                    + "again.");

    public static final Setting<Integer> RULE_SEATS = declare(
            "rule.seats-to-activate",
            Kind.whole(0, 1_000_000),
            "50",
            "",
            "Purchased seats that an organisation on the Enterprise plan needs before it can make a directory live.");
    public static final Setting<Integer> RULE_MAX_SEATS = declare(
            "rule.enterprise-max-seats-to-activate",
            Kind.whole(1, 1_000_000),
            "1",
            "",
            "Number of Enterprise Max seats that is enough instead, whatever the plan.");

    public static final Setting<SharedAttributes> SHARED_ATTRIBUTES = declare(
            "members.shared-attributes",
            Kind.ATTRIBUTES,
            "",
            "",
            "User attributes that the API and the events show for members, in addition to names and groups. None:"
                    + " everything else that identity providers send stays in the gateway. Every gateway on one "
                    + "database needs the same"
                    + " value. After a change, have applications fetch all members again (docs/events.md).");

    public static final Setting<Integer> QUOTA_REQUESTS = quota(
            "quota.requests",
            "2000",
            "Requests of one organisation a second, over SCIM and the API, on each gateway; ");
    public static final Setting<Integer> QUOTA_DIRECTORIES =
            quota("quota.directories", "100", "Directories that one organisation may have, in any state; ");
    public static final Setting<Integer> QUOTA_DOMAINS =
            quota("quota.domains", "500", "Domains that one organisation may claim; ");
    public static final Setting<Integer> QUOTA_INVITATIONS =
            quota("quota.invitations", "1000", "Invitations by hand of one organisation an hour, on each gateway; ");
    public static final Setting<Integer> QUOTA_SIGN_IN_LINKS =
            quota("quota.sign-in-links", "500", "Sign-in links for one organisation an hour, on each gateway; ");
    public static final Setting<Integer> QUOTA_CREDENTIALS = quota(
            "quota.credentials",
            "200",
            "New credentials for the directories of one organisation an hour, on each gateway; ");

    public static final Setting<List<InetSocketAddress>> DNS_RESOLVER = declare(
            "dns.resolver",
            Kind.RESOLVERS,
            "system",
            "",
            "DNS resolvers that look up the records that prove domains: the system's, or addresses in the"
                    + " order in which they are asked.");
    public static final Setting<Integer> DNS_TIMEOUT =
            declare("dns.timeout", Kind.whole(1, 60), "5", "seconds", "How long each resolver has to respond.");
    public static final Setting<Integer> DOMAIN_RETRY = declare(
            "domain.retry",
            Kind.whole(1, 3_600),
            "30",
            "seconds",
            "How long after a failed look-up a claimed domain is looked up again; the pause doubles each time, up to"
                    + " six hours.");
    public static final Setting<Integer> DOMAIN_RECHECK = declare(
            "domain.recheck",
            Kind.whole(1, 2_592_000),
            "86400",
            "seconds",
            "How often the record of a verified domain is looked up again.");
    public static final Setting<Integer> DOMAIN_GRACE = declare(
            "domain.grace",
            Kind.whole(0, 2_592_000),
            "86400",
            "seconds",
            "How long the record of a verified domain may be missing before that is reported; nobody loses access "
                    + "because of it.");

    public static final Setting<Optional<String>> MAIL_HOST = declare(
            "mail.host",
            Kind.OPTIONAL_TEXT,
            "",
            "",
            "SMTP server for e-mails to people who are invited by hand; none: no e-mail is sent.");
    public static final Setting<Integer> MAIL_PORT =
            declare("mail.port", Kind.whole(1, 65_535), "587", "", "Port of the SMTP server.");
    public static final Setting<String> MAIL_TLS = declare(
            "mail.tls",
            Kind.oneOf("starttls", "tls", "off"),
            "starttls",
            "",
            "TLS after a greeting in clear text (usual on port 587), from the start (usual on port 465), or none. A"
                    + " server that does not offer it, or shows a certificate of another host, gets no mail.");
    public static final Setting<Optional<Path>> MAIL_TRUST = declare(
            "mail.trust",
            Kind.FILE,
            "",
            "",
            "Certificates (PEM) to trust for the SMTP server, such as your own CA's; none: those that Java"
                    + " trusts.");
    public static final Setting<Optional<String>> MAIL_FROM = declare(
            "mail.from",
            Kind.OPTIONAL_TEXT,
            "",
            "",
            "Sender, such as \"Example <hello@example.com>\"; needed when mail.host is set.");
    public static final Setting<Optional<String>> MAIL_USER =
            declare("mail.user", Kind.OPTIONAL_TEXT, "", "", "User name at the SMTP server; none: no sign-in.");
    public static final Setting<Optional<String>> MAIL_PASSWORD =
            declare("mail.password", Kind.SECRET, "", "", "Password at the SMTP server.");
    public static final Setting<Optional<String>> MAIL_LINK = declare(
            "mail.link",
            Kind.OPTIONAL_TEXT,
            "",
            "",
            "Where people sign in to your application; the welcome mail leads there.");
    public static final Setting<Integer> MAIL_RETRY = declare(
            "mail.retry",
            Kind.whole(1, 3_600),
            "30",
            "seconds",
            "Pause after a mail that could not be sent; it doubles each time, up to an hour, for three days.");

    public static final Setting<Optional<String>> PULL_ORIGIN = declare(
            "pull.origin",
            Kind.URL,
            "",
            "",
            "Origin that is called instead of the providers whose directories are read, for a stand-in in"
                    + " tests; none: the providers themselves are called.");
    public static final Setting<Optional<String>> PULL_IDENTITY = declare(
            "pull.identity-token",
            Kind.TOKEN_PLACE,
            "",
            "",
            "Where the gateway gets a token about itself from the cloud that it runs in, for keyless access to"
                    + " directories that are read: the absolute path of a file or an http(s) URL. Credentials that name"
                    + " another place are refused; only the query of a URL may differ. None: access"
                    + " needs a key or a consent.");
    public static final Setting<Integer> PULL_CALLS = declare(
            "pull.calls-per-minute",
            Kind.whole(60, 1_000_000),
            "2400",
            "",
            "Calls that one reading of a directory may start per minute: the provider's" + " quota.");
    public static final Setting<Integer> PULL_FIRST_PAUSE = declare(
            "pull.first-pause",
            Kind.whole(1, 60_000),
            "1000",
            "milliseconds",
            "Longest pause before a failed call of a reading is repeated for the first time; it doubles each time,"
                    + " up to sixty times as long.");

    public static final Setting<Integer> MEMBER_CHECK = declare(
            "member.check-interval",
            Kind.whole(1, 3_600),
            "30",
            "seconds",
            "How often each node looks for recovery admins whose time has ended, for credentials about to expire,"
                    + " and for people whose address has become free in another organisation unnoticed.");

    public static final Setting<String> PRODUCT_NAME = declare(
            "product.name",
            Kind.TEXT,
            "Rollcall",
            "",
            "The name under which your customers' administrators know your application. It heads the console and "
                    + "e-mails,"
                    + " and set-up guides use it for groups such as \"Rollcall Admins\".");

    public static final Setting<Boolean> WEBHOOK_PRIVATE = declare(
            "webhook.private-addresses",
            Kind.SWITCH,
            "off",
            "",
            "Whether events may be sent to endpoints at private, loopback and other addresses that are not of the"
                    + " public Internet, and without TLS. Administrators of organisations can set endpoints as well, so"
                    + " switch this on only if they may reach everything that this gateway can reach.");
    public static final Setting<Integer> WEBHOOK_TIMEOUT = declare(
            "webhook.timeout",
            Kind.whole(1, 25),
            "15",
            "seconds",
            "How long an endpoint may take to receive an event, from the connection to the response.");
    public static final Setting<Integer> WEBHOOK_ALARM = declare(
            "webhook.alarm",
            Kind.whole(1, 10_080),
            "60",
            "minutes",
            "How long deliveries to an endpoint may keep failing before its owner gets an e-mail.");
    public static final Setting<Integer> WEBHOOK_HISTORY = declare(
            "webhook.history",
            Kind.whole(1, 365),
            "7",
            "days",
            "How long delivery attempts are kept; older ones are dropped a day at a time.");
    public static final Setting<Integer> WEBHOOK_DEAD_LETTERS = declare(
            "webhook.dead-letters",
            Kind.whole(1, 3_650),
            "90",
            "days",
            "How long events that were given up are listed; older ones are deleted bit by bit.");
    public static final Setting<Integer> RECEIPT_ALARM = declare(
            "receipt.alarm",
            Kind.whole(10, 86_400),
            "240",
            "seconds",
            "How long the application may take to acknowledge that a member has lost access before the delay is "
                    + "reported.");
    public static final Setting<Integer> RECEIPT_DAYS = declare(
            "receipt.days",
            Kind.whole(1, 3_650),
            "90",
            "days",
            "How long the gateway remembers when the application acknowledged that a member has lost access; older"
                    + " entries are dropped a day at a time.");

    public static final Setting<Integer> CONSOLE_SESSION =
            declare("console.session", Kind.whole(1, 720), "8", "hours", "How long a console session lasts.");

    public static final Setting<Integer> CONSOLE_IDLE = declare(
            "console.idle",
            Kind.whole(0, 43_200),
            "60",
            "minutes",
            "How long a console session lasts without any activity of its user; pages that refresh by themselves do"
                    + " not count. 0: until console.session.");
    public static final Setting<Integer> CONSOLE_FRESH = declare(
            "console.fresh-sign-in",
            Kind.whole(0, 43_200),
            "60",
            "minutes",
            "How long after sign-in a console session may do things that cannot be undone, such as deactivating or"
                    + " deleting a directory; after that, the user has to sign in again. 0: as long as the session "
                    + "lasts.");

    public static final Setting<List<String>> CONSOLE_RETURN_ORIGINS = declare(
            "console.return-origins",
            Kind.ORIGINS,
            "",
            "",
            "Origins of the operator's own application to which sign-in links may lead an administrator back.");

    public static final Setting<Optional<String>> CONSOLE_CLIENT = declare(
            "console.client-id",
            Kind.OPTIONAL_TEXT,
            "",
            "",
            "Client id of the gateway at auth.issuer (OpenID Connect, code flow with PKCE), with which people sign"
                    + " in to the console. Empty: sign-in by links only.");

    public static final Setting<Optional<String>> CONSOLE_CLIENT_SECRET = declare(
            "console.client-secret",
            Kind.SECRET,
            "",
            "",
            "The client secret. Empty: the gateway is a public client, which uses PKCE alone.");

    public static final Setting<List<String>> CONSOLE_FRAMES = declare(
            "console.frame-origins",
            Kind.ORIGINS,
            "",
            "",
            "Origins of the operator's own application whose pages may show the console in a frame. Empty: none.");

    public static final Setting<Optional<String>> CONSOLE_COLOUR = declare(
            "console.colour",
            Kind.COLOUR,
            "",
            "",
            "Colour of links and buttons in the console and in e-mails, made darker or lighter where needed to stay"
                    + " readable. Empty: the console's own.");

    public static final Setting<Optional<Path>> CONSOLE_LOGO = declare(
            "console.logo",
            Kind.FILE,
            "",
            "",
            "Picture at the top of the console and, if it is a PNG file, of e-mails: an SVG or PNG file of at most 64"
                    + " kB. Empty: the console's own.");

    public static final Setting<Boolean> TRACE_RECORD = declare(
            "trace.record",
            Kind.SWITCH,
            "on",
            "",
            "Whether the request log keeps SCIM requests that write, that were refused or failed, or from which"
                    + " something was left out.");
    public static final Setting<Integer> TRACE_READS = declare(
            "trace.reads",
            Kind.whole(0, 1_000_000),
            "0",
            "",
            "One in this many SCIM requests that read and succeed is kept in the request log; 0 keeps none, 1 keeps "
                    + "all.");
    public static final Setting<Boolean> TRACE_VALUES = declare(
            "trace.values",
            Kind.SWITCH,
            "on",
            "",
            "Whether the request log keeps values of attributes. Off: names of attributes and ids alone, so a request"
                    + " cannot be played again. Passwords and credentials are never kept.");
    public static final Setting<Integer> TRACE_DAYS = declare(
            "trace.days",
            Kind.whole(1, 3_650),
            "30",
            "days",
            "How long the request log is kept; it is dropped a day at a time.");
    public static final Setting<Integer> TRACE_ENTRY = declare(
            "trace.entry-limit",
            Kind.whole(4_096, 4_194_304),
            "65536",
            "characters",
            "Approximate maximum length of an entry in the request log; longer ones are cut, and say so.");
    public static final Setting<Integer> TRACE_QUEUE = declare(
            "trace.queue",
            Kind.whole(100, 1_000_000),
            "10000",
            "",
            "Entries of the request log that may wait to be written on this gateway; further ones are dropped and"
                    + " counted in rollcall_request_log_dropped_total.");

    public static final Setting<String> LOG_FORMAT = declare(
            "log.format",
            Kind.oneOf("json", "text"),
            "json",
            "",
            "One JSON object a line, or text for people; both on stderr.");
    public static final Setting<String> LOG_LEVEL = declare(
            "log.level",
            Kind.oneOf("error", "warn", "info", "debug"),
            "info",
            "",
            "The lowest level of log lines to write.");
    public static final Setting<Boolean> LOG_REQUESTS =
            declare("log.requests", Kind.SWITCH, "on", "", "Whether every request is logged as one line.");

    private Settings() {}

    private static Setting<Integer> quota(String key, String most, String what) {
        return declare(
                key, Kind.whole(0, 1_000_000), most, "", what + "more are answered with 429. 0 means without limit.");
    }

    /** All of them, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return Collections.unmodifiableList(DECLARED);
    }

    private static <T> Setting<T> declare(String key, Kind<T> kind, String fallback, String unit, String doc) {
        Setting<T> setting = new Setting<>(key, kind, fallback, unit, doc);
        DECLARED.add(setting);
        return setting;
    }
}
