package dev.rollcall.testkit.dns;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads a question and writes its answer (RFC 1035 section 4). */
final class Message {

    private static final int HEADER = 12;
    private static final int TXT = 16;
    private static final int INTERNET = 1;
    private static final int RESPONSE = 0x8000;
    private static final int TRUNCATED = 0x0200;
    private static final int RECURSION = 0x0180;
    private static final int NAME_OF_QUESTION = 0xC000 | HEADER;
    private static final int SECONDS_TO_LIVE = 60;

    private final ByteBuffer query;
    private final String name;
    private final int endOfQuestion;

    Message(byte[] query) {
        this.query = ByteBuffer.wrap(query);
        List<String> labels = new ArrayList<>();
        int at = HEADER;
        for (int length = query[at]; length > 0; length = query[at]) {
            labels.add(new String(query, at + 1, length, StandardCharsets.US_ASCII));
            at += length + 1;
        }
        name = String.join(".", labels);
        endOfQuestion = at + 1 + 4;
    }

    /** What is asked for. */
    String name() {
        return name;
    }

    byte[] answer(Zone.Entry entry, boolean mayTruncate) {
        boolean truncated = entry.truncated() && mayTruncate;
        List<List<String>> records = truncated ? List.of() : entry.records();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeShort(query.getShort(0));
            out.writeShort(RESPONSE | RECURSION | (truncated ? TRUNCATED : 0) | entry.code());
            out.writeShort(1);
            out.writeShort(records.size());
            out.writeInt(0);
            out.write(query.array(), HEADER, endOfQuestion - HEADER);
            for (List<String> record : records) {
                write(out, record);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, List<String> record) throws IOException {
        out.writeShort(NAME_OF_QUESTION);
        out.writeShort(TXT);
        out.writeShort(INTERNET);
        out.writeInt(SECONDS_TO_LIVE);
        out.writeShort(record.stream().mapToInt(text -> bytes(text).length + 1).sum());
        for (String text : record) {
            out.writeByte(bytes(text).length);
            out.write(bytes(text));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
