package dev.rollcall.server;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A statement about rows of an organisation names it by its id, as a condition or as a column of what it inserts. So it finds its rows
 * by the first column of every key, and could be sent to the one machine that has them if tables were spread over several. What does
 * otherwise says why.
 */
final class OrganisationInStatementsTest {

    private static final Path ROOT = Path.of("../..");

    private static final Path SCHEMA = ROOT.resolve("gateway/core/src/main/resources/db/schema.sql");

    private static final String PART = "a part: the statement that it is put into names the organisation";
    private static final String JOINS = "a part: it is joined to rows that the statement around it has found";
    private static final String BY_ADDRESS =
            "an address belongs to one organisation of all, and is looked up to learn which";
    private static final String BY_DOMAIN =
            "a domain belongs to one organisation of all, and is looked up to learn which";
    private static final String BY_DIRECTORY =
            "a request names a directory alone; its organisation is what is looked up";
    private static final String BY_CREDENTIAL =
            "a request has a credential alone; its organisation is what is looked up";
    private static final String BY_ENDPOINT =
            "the operator's endpoints receive the events of all organisations, and each is found by its own id";
    private static final String DUE = "due work of all organisations, found by its time";
    private static final String OPERATOR = "the operator asks about all organisations";
    private static final String SEVERAL = "about the few organisations of one page, by their ids";
    private static final String PLACES = "the feed is the order of the events of all organisations";

    /** Class and member, and why the organisation may be missing there. */
    private static final Map<String, String> EXCEPTIONS = Map.ofEntries(
            entry("AcknowledgementTable.APPEND", "what a node's lanes have delivered is of many organisations"),
            entry("AcknowledgementTable.MEASURE", DUE),
            entry("AwaitingQueries.FREE", "who waits for an address or a domain that another organisation gives up"),
            entry(
                    "ConflictQueries.CONFLICTS",
                    "who else has addresses of a verified domain is a question about all organisations"),
            entry("ConflictQueries.DUE", DUE),
            entry("ConflictQueries.TAKE", DUE),
            entry("ConflictQueries.TOLD", BY_DOMAIN),
            entry("CredentialCheck.AUTHENTICATE", BY_CREDENTIAL),
            entry("CredentialCheck.REFUSED", BY_CREDENTIAL),
            entry("CredentialWarnings.DUE", DUE),
            entry("DeparturePost.CONTACTS", "the organisation's own endpoints and the operator's, by both ids"),
            entry("Directories.BY_ID", BY_DIRECTORY),
            entry("DirectoryAuthentications.BY_DIRECTORY", BY_DIRECTORY),
            entry("DirectoryReading.JOIN", JOINS),
            entry("DirectoryTraffic.FROM", PART),
            entry("DirectoryTraffic.TELL", "what a node has seen of the traffic is of many organisations"),
            entry("DomainTable.CLAIM", BY_DOMAIN),
            entry("DomainTable.OWNERS", BY_DOMAIN),
            entry("DomainTable.VERIFY", BY_DOMAIN),
            entry("Domains.LOST", SEVERAL),
            entry("Domains.TAKE_DUE", DUE),
            entry("EmailClaimTable.LOAD", BY_ADDRESS),
            entry("EmailClaimTable.OF_USERS", BY_ADDRESS),
            entry("FeedTable.PLACE", PLACES),
            entry("FeedTable.SINCE", PLACES),
            entry("GuardQueries.HELD", SEVERAL),
            entry("HistoryTable.DEAD", BY_ENDPOINT),
            entry("HistoryTable.FORGET", BY_ENDPOINT),
            entry("HistoryTable.FORGET_OLD", DUE),
            entry("HistoryTable.LIST", BY_ENDPOINT),
            entry("IdempotentRequests.FORGET", DUE),
            entry("InstallationCounts.COUNT", OPERATOR),
            entry("KeyUses.MADE", OPERATOR),
            entry("KeyUses.Sealed", "the operator's key is changed for all that it seals"),
            entry("KnownAddress.OF_USER", JOINS),
            entry("LaneTable.DROP", BY_ENDPOINT),
            entry("LaneTable.EVENTS", "the lanes of one turn are those of many organisations"),
            entry("LaneTable.NOTE", "the lanes of one turn are those of many organisations"),
            entry("LaneTable.TAKE", DUE),
            entry("LaneTable.WAITING", BY_ENDPOINT),
            entry("LaneTable.WAKE", BY_ENDPOINT),
            entry("LateTable.LOOK", PLACES),
            entry("Leases.TAKE", DUE),
            entry("MemberListSql.COULD_MATCH", JOINS),
            entry("MemberQueries.MEMBERS", PART),
            entry("MemberQueries.OUTSIDERS", PART),
            entry("NoticeTable.TAKE", DUE),
            entry("Organisations.FIND", PART),
            entry("Organisations.RUNNING", SEVERAL),
            entry("PulseTable.DIRECTORIES", "open pages of all organisations share one question"),
            entry("PulseTable.DOMAINS", "open pages of all organisations share one question"),
            entry("RecoveryQueries.DUE", DUE),
            entry("RequestTable.ORGANISATIONS", BY_DIRECTORY),
            entry("ResourceSql.GROUPS", JOINS),
            entry("ResourceSql.MEMBERS", JOINS),
            entry("ResourceTable.links", JOINS),
            entry("Roles.USES", "roles are those of the installation, and one that any organisation uses stays"),
            entry("StreamTable.STOPPED", DUE),
            entry("WebhookTable.AILING", DUE),
            entry("WebhookTable.FAILING", OPERATOR),
            entry("WebhookTable.IDS", "a node asks for the endpoints of all organisations"),
            entry("WebhookTable.NOTE", "the lanes of one turn are those of many organisations"),
            entry("WebhookTable.UNTOLD", BY_ENDPOINT),
            entry("WelcomeMails.ADDRESS_TO_ADMINS", DUE),
            entry("WelcomeMails.TAKE", DUE));

    private static final Pattern TABLE = Pattern.compile("CREATE TABLE (\\w+) \\((.*?)\\n\\)", Pattern.DOTALL);

    private static final Pattern TEXT =
            Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);

    private static final Pattern MEMBER = Pattern.compile(
            "^ {4,8}(?:(?:private|public|protected|static|final|synchronized)\\s+)+[^=;{}()]*?(\\w+)\\s*[=(]",
            Pattern.MULTILINE);

    private static final Pattern NAMED = Pattern.compile("\\b(INSERT INTO|FROM|JOIN|UPDATE|USING)\\s+(\\w+)");

    private static final Pattern CONDITION = Pattern.compile("\\borg_id = (\\$\\d|%)");

    private static final Pattern COLUMN = Pattern.compile("INSERT INTO \\w+\\s+(AS \\w+\\s+)?\\([^)]*\\borg_id\\b");

    private static Set<String> tablesOfOrganisations() throws IOException {
        Set<String> tables = new HashSet<>();
        Matcher table = TABLE.matcher(Files.readString(SCHEMA));
        while (table.find()) {
            if (table.group(2).matches("(?s).*\\n\\s*org_id\\b.*")) {
                tables.add(table.group(1));
            }
        }
        return tables;
    }

    /** The statements, or parts of some, that touch a table of organisations and do not name the organisation. */
    private static Map<String, Set<String>> withoutOrganisation() throws IOException {
        Set<String> tables = tablesOfOrganisations();
        Map<String, Set<String>> found = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(ROOT)) {
            for (Path file : tree.filter(OrganisationInStatementsTest::isCode).toList()) {
                String code = Files.readString(file);
                Matcher text = TEXT.matcher(code);
                while (text.find()) {
                    String sql = text.group(1) == null ? text.group(2) : text.group(1);
                    Set<String> touched = touched(sql, tables);
                    if (!touched.isEmpty() && !namesOrganisation(sql, tables)) {
                        found.computeIfAbsent(name(file, code.substring(0, text.start())), key -> new TreeSet<>())
                                .addAll(touched);
                    }
                }
            }
        }
        return found;
    }

    private static boolean isCode(Path file) {
        String path = file.toString().replace('\\', '/');
        return path.contains("/src/main/java/")
                && path.endsWith(".java")
                && !path.contains("/gateway/bench/")
                && !path.contains("/gateway/testkit/");
    }

    private static Set<String> touched(String sql, Set<String> tables) {
        Set<String> touched = new TreeSet<>();
        Matcher named = NAMED.matcher(sql.replaceAll("--.*", ""));
        while (named.find()) {
            if (tables.contains(named.group(2))) {
                touched.add(named.group(2));
            }
        }
        return touched;
    }

    private static boolean namesOrganisation(String sql, Set<String> tables) {
        if (CONDITION.matcher(sql).find()) {
            return true;
        }
        // What is inserted may be rows of other tables: those of an organisation only if a condition says so.
        String sources = sql.replaceAll("INSERT INTO", "");
        return COLUMN.matcher(sql).find() && touched(sources, tables).isEmpty();
    }

    private static String name(Path file, String before) {
        String name = "";
        Matcher member = MEMBER.matcher(before);
        while (member.find()) {
            name = member.group(1);
        }
        return file.getFileName().toString().replace(".java", "") + "." + name;
    }

    @Test
    @DisplayName("Every statement about rows of an organisation names it by its id, but for those that say why")
    void statementsNameTheOrganisation() throws IOException {
        Map<String, Set<String>> found = withoutOrganisation();
        found.keySet().removeAll(EXCEPTIONS.keySet());

        assertThat(found)
                .as("add a condition on org_id, or say in EXCEPTIONS why it cannot have one")
                .isEmpty();
    }

    @Test
    @DisplayName("No exception is left that is not needed")
    void everyExceptionIsNeeded() throws IOException {
        assertThat(withoutOrganisation().keySet()).containsAll(EXCEPTIONS.keySet());
    }
}
