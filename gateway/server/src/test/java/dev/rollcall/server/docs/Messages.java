package dev.rollcall.server.docs;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What a program says to people, found in its sources: every text of several words, with {@code ...} for what is put in. */
final class Messages {

    private static final Pattern SQL = Pattern.compile(
            "\\$\\d|\\b(SELECT|FROM|WHERE|ORDER BY|GROUP BY|LIMIT|JOIN|INSERT INTO|UPDATE|DELETE FROM|VALUES|SET"
                    + " LOCAL|LOCK|UNION|RETURNING|CREATE|ALTER|DROP|COALESCE|IS NULL|IS NOT NULL|NULLS|EXISTS|AND NOT|ON"
                    + " CONFLICT)\\b");

    /** Three words, the first two parted by nothing but a space. */
    private static final Pattern WORDS = Pattern.compile("(?s).*[a-z)\"]\\p{Punct}? [\\w\"(].* .*");

    private Messages() {}

    /** The messages of each source file, in the order in which they stand there. */
    static Map<Path, List<String>> in(Collection<Path> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<Path, List<String>> found = new TreeMap<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            for (CompilationUnitTree unit : task.parse()) {
                Walk walk = new Walk();
                unit.accept(walk, null);
                if (!walk.texts.isEmpty()) {
                    found.put(Path.of(unit.getSourceFile().toUri()), walk.texts);
                }
            }
        }
        return found;
    }

    /** Leaves out what only maintainers read: logs, and the messages of defects. */
    private static final class Walk extends TreeScanner<Void, Void> {

        private final List<String> texts = new ArrayList<>();

        @Override
        public Void visitNewClass(NewClassTree made, Void nothing) {
            String type = made.getIdentifier().toString();
            return type.endsWith("IllegalStateException") || type.endsWith("AssertionError")
                    ? null
                    : super.visitNewClass(made, null);
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
            String called = call.getMethodSelect().toString();
            boolean isLog = called.startsWith("LOG.") || called.endsWith(".log");
            return isLog ? null : super.visitMethodInvocation(call, null);
        }

        @Override
        public Void visitAnnotation(AnnotationTree annotation, Void nothing) {
            boolean isForTools = annotation.getAnnotationType().toString().equals("SuppressWarnings");
            return isForTools ? null : super.visitAnnotation(annotation, null);
        }

        @Override
        public Void visitBinary(BinaryTree both, Void nothing) {
            if (both.getKind() != Tree.Kind.PLUS) {
                return super.visitBinary(both, null);
            }
            StringBuilder text = new StringBuilder();
            join(both, text);
            add(text.toString());
            return null;
        }

        @Override
        public Void visitLiteral(LiteralTree literal, Void nothing) {
            if (literal.getValue() instanceof String text) {
                add(text);
            }
            return null;
        }

        private void join(ExpressionTree part, StringBuilder text) {
            if (part instanceof BinaryTree both && both.getKind() == Tree.Kind.PLUS) {
                join(both.getLeftOperand(), text);
                join(both.getRightOperand(), text);
            } else if (part instanceof LiteralTree literal && literal.getValue() != null) {
                text.append(literal.getValue());
            } else if (part instanceof ParenthesizedTree inside && inside.getExpression() instanceof BinaryTree) {
                join(inside.getExpression(), text);
            } else {
                text.append("...");
                scan(part, null);
            }
        }

        private void add(String text) {
            String line = text.strip().replaceAll("\\s*\\n\\s*", " / ");
            if (WORDS.matcher(line).matches() && !SQL.matcher(text).find()) {
                texts.add(line);
            }
        }
    }
}
