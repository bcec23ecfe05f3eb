package mnist.linkage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The classes of some jars and of Java itself, read without being loaded. Names are those of class
 * files: {@code org/apache/spark/SparkContext}.
 */
final class ClassFiles implements AutoCloseable {
  private static final ClassLoader JAVA = ClassLoader.getPlatformClassLoader();

  private final List<ZipFile> jars = new ArrayList<>();
  private final Map<String, Optional<ClassNode>> read = new HashMap<>();

  /**
   * @param jars the first that has a class gives it
   */
  ClassFiles(List<Path> jars) throws IOException {
    for (Path jar : jars) {
      this.jars.add(new ZipFile(jar.toFile()));
    }
  }

  /** The classes of the first jar whose names begin so. */
  List<ClassNode> ofFirstJar(String prefix) {
    return jars.get(0).stream()
        .map(ZipEntry::getName)
        .filter(name -> name.startsWith(prefix) && name.endsWith(".class"))
        .map(name -> find(name.substring(0, name.length() - ".class".length())).orElseThrow())
        .toList();
  }

  Optional<ClassNode> find(String name) {
    return read.computeIfAbsent(name, this::read);
  }

  private Optional<ClassNode> read(String name) {
    String file = name + ".class";
    try {
      for (ZipFile jar : jars) {
        ZipEntry entry = jar.getEntry(file);
        if (entry != null) {
          try (InputStream in = jar.getInputStream(entry)) {
            return Optional.of(parse(in));
          }
        }
      }
      try (InputStream in = JAVA.getResourceAsStream(file)) {
        return in == null ? Optional.empty() : Optional.of(parse(in));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ClassNode parse(InputStream in) throws IOException {
    ClassNode node = new ClassNode();
    new ClassReader(in).accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return node;
  }

  /** The class and all that it extends or implements: superclasses first, nearest first. */
  List<ClassNode> lineage(ClassNode node) {
    Map<String, ClassNode> found = new LinkedHashMap<>();
    Deque<String> interfaces = new ArrayDeque<>();
    for (Optional<ClassNode> next = Optional.of(node);
        next.isPresent();
        next = Optional.ofNullable(next.get().superName).flatMap(this::find)) {
      found.put(next.get().name, next.get());
      interfaces.addAll(next.get().interfaces);
    }
    while (!interfaces.isEmpty()) {
      find(interfaces.remove())
          .filter(type -> found.putIfAbsent(type.name, type) == null)
          .ifPresent(type -> interfaces.addAll(type.interfaces));
    }
    return List.copyOf(found.values());
  }

  /** A member and the class that declares it. */
  record Member(ClassNode declaredBy, int access) {
    boolean is(int flag) {
      return (access & flag) != 0;
    }
  }

  /** As the JVM looks a method up; a constructor isn't inherited. */
  Optional<Member> method(ClassNode owner, String name, String descriptor) {
    Stream<ClassNode> where = name.equals("<init>") ? Stream.of(owner) : lineage(owner).stream();
    return where
        .flatMap(type -> declared(type, name, descriptor).map(method -> of(type, method)))
        .findFirst();
  }

  /** As the JVM looks a field up. */
  Optional<Member> field(ClassNode owner, String name, String descriptor) {
    return lineage(owner).stream()
        .flatMap(
            type ->
                type.fields.stream()
                    .filter(field -> field.name.equals(name) && field.desc.equals(descriptor))
                    .map(field -> of(type, field)))
        .findFirst();
  }

  /** What a call of this method on an instance of this class would run. */
  boolean isImplemented(ClassNode type, String name, String descriptor) {
    return lineage(type).stream()
        .flatMap(ancestor -> declared(ancestor, name, descriptor))
        .anyMatch(method -> (method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_STATIC)) == 0);
  }

  private static Stream<MethodNode> declared(ClassNode type, String name, String descriptor) {
    return type.methods.stream()
        .filter(method -> method.name.equals(name) && method.desc.equals(descriptor));
  }

  private static Member of(ClassNode type, MethodNode method) {
    return new Member(type, method.access);
  }

  private static Member of(ClassNode type, FieldNode field) {
    return new Member(type, field.access);
  }

  @Override
  public void close() throws IOException {
    for (ZipFile jar : jars) {
      jar.close();
    }
  }
}
