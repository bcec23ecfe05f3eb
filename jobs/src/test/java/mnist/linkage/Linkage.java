package mnist.linkage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mnist.linkage.ClassFiles.Member;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * What the JVM would refuse when it links classes: types and members that aren't there, aren't
 * accessible or are of another kind, and abstract methods that nothing implements. What is looked
 * up by reflection isn't seen.
 */
final class Linkage {
  private static final Set<String> LAMBDA_FACTORIES = Set.of("metafactory", "altMetafactory");

  private final ClassFiles classes;
  private final Predicate<String> linked;
  private final Map<String, Set<String>> faults = new TreeMap<>();
  private final Set<String> reached = new HashSet<>();
  private final Deque<ClassNode> waiting = new ArrayDeque<>();
  private ClassNode current;

  private Linkage(ClassFiles classes, Predicate<String> linked) {
    this.classes = classes;
    this.linked = linked;
  }

  /**
   * The faults, each with the classes that need it, as {@code class.member -> needed by}.
   *
   * @param roots names of classes to link
   * @param linked names of classes to link as well if they are reached from there
   */
  static List<String> faults(
      ClassFiles classes, Collection<ClassNode> roots, Predicate<String> linked) {
    Linkage linkage = new Linkage(classes, linked);
    roots.forEach(root -> linkage.reached.add(root.name));
    linkage.waiting.addAll(roots);
    while (!linkage.waiting.isEmpty()) {
      linkage.link(linkage.waiting.remove());
    }
    List<String> lines = new ArrayList<>();
    linkage.faults.forEach((fault, by) -> lines.add(fault + " -> " + String.join(", ", by)));
    return lines;
  }

  private void link(ClassNode node) {
    current = node;
    inherit();
    node.fields.forEach(field -> type(Type.getType(field.desc)));
    for (MethodNode method : node.methods) {
      signature(method.desc);
      method.exceptions.forEach(this::type);
      method.tryCatchBlocks.stream()
          .filter(block -> block.type != null)
          .forEach(block -> type(block.type));
      for (AbstractInsnNode instruction : method.instructions) {
        instruction(instruction);
      }
    }
  }

  private void inherit() {
    type(current.superName)
        .ifPresent(
            parent -> {
              if (isInterface(parent) || is(parent, Opcodes.ACC_FINAL)) {
                fault(parent.name, null, "can't be extended");
              }
              current.methods.forEach(method -> override(parent, method));
            });
    for (String name : current.interfaces) {
      type(name)
          .filter(type -> !isInterface(type))
          .ifPresent(type -> fault(type.name, null, "isn't an interface"));
    }
    if (!is(current, Opcodes.ACC_ABSTRACT)) {
      abstractMethods(current)
          .filter(open -> !classes.isImplemented(current, open.method.name, open.method.desc))
          .forEach(
              open -> fault(open.in.name, open.method.name + open.method.desc, "is left open"));
    }
  }

  private void override(ClassNode parent, MethodNode method) {
    if ((method.access & (Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE)) != 0
        || method.name.equals("<init>")) {
      return;
    }
    classes
        .method(parent, method.name, method.desc)
        .filter(inherited -> inherited.is(Opcodes.ACC_FINAL) && !inherited.is(Opcodes.ACC_PRIVATE))
        .ifPresent(
            inherited -> fault(inherited.declaredBy().name, method.name + method.desc, "is final"));
  }

  private record Open(ClassNode in, MethodNode method) {}

  private Stream<Open> abstractMethods(ClassNode node) {
    return classes.lineage(node).stream()
        .flatMap(
            type ->
                type.methods.stream()
                    .filter(method -> (method.access & Opcodes.ACC_ABSTRACT) != 0)
                    .map(method -> new Open(type, method)));
  }

  private void instruction(AbstractInsnNode instruction) {
    if (instruction instanceof TypeInsnNode of) {
      Optional<ClassNode> type = type(Type.getObjectType(of.desc));
      if (of.getOpcode() == Opcodes.NEW) {
        type.filter(made -> is(made, Opcodes.ACC_ABSTRACT))
            .ifPresent(made -> fault(made.name, null, "can't be instantiated"));
      }
    } else if (instruction instanceof MultiANewArrayInsnNode of) {
      type(Type.getType(of.desc));
    } else if (instruction instanceof LdcInsnNode of) {
      constant(of.cst);
    } else if (instruction instanceof FieldInsnNode of) {
      boolean isStatic = of.getOpcode() == Opcodes.GETSTATIC || of.getOpcode() == Opcodes.PUTSTATIC;
      field(of.owner, of.name, of.desc, isStatic);
    } else if (instruction instanceof MethodInsnNode of) {
      method(of.owner, of.name, of.desc, of.getOpcode() == Opcodes.INVOKESTATIC, of.itf);
    } else if (instruction instanceof InvokeDynamicInsnNode of) {
      constant(of.bsm);
      Stream.of(of.bsmArgs).forEach(this::constant);
      signature(of.desc);
      if (LAMBDA_FACTORIES.contains(of.bsm.getName())) {
        lambda(of);
      }
    }
  }

  private void constant(Object constant) {
    if (constant instanceof Type type) {
      type(type);
    } else if (constant instanceof Handle handle) {
      if (handle.getTag() <= Opcodes.H_PUTSTATIC) {
        boolean isStatic =
            handle.getTag() == Opcodes.H_GETSTATIC || handle.getTag() == Opcodes.H_PUTSTATIC;
        field(handle.getOwner(), handle.getName(), handle.getDesc(), isStatic);
      } else {
        method(
            handle.getOwner(),
            handle.getName(),
            handle.getDesc(),
            handle.getTag() == Opcodes.H_INVOKESTATIC,
            handle.isInterface());
      }
    }
  }

  /** A lambda implements the one method that it is made for, so the interface may have no other. */
  private void lambda(InvokeDynamicInsnNode made) {
    Optional<ClassNode> type = type(Type.getReturnType(made.desc));
    if (type.isEmpty()) {
      return;
    }
    String implemented = ((Type) made.bsmArgs[0]).getDescriptor();
    ClassNode object = classes.find("java/lang/Object").orElseThrow();
    abstractMethods(type.get())
        .filter(open -> !open.method.name.equals(made.name))
        .filter(open -> !classes.isImplemented(type.get(), open.method.name, open.method.desc))
        .filter(open -> classes.method(object, open.method.name, open.method.desc).isEmpty())
        .forEach(open -> fault(open.in.name, open.method.name + open.method.desc, "is left open"));
    member(
        type.get().name,
        made.name + implemented,
        classes.method(type.get(), made.name, implemented),
        false);
  }

  private void method(
      String owner, String name, String descriptor, boolean isStatic, boolean ofInterface) {
    // Arrays have Object's methods; those of method handles take any arguments.
    if (owner.startsWith("[") || owner.startsWith("java/lang/invoke/")) {
      return;
    }
    signature(descriptor);
    type(owner)
        .ifPresent(
            type -> {
              if (isInterface(type) != ofInterface) {
                fault(owner, null, ofInterface ? "isn't an interface" : "is an interface");
              }
              member(owner, name + descriptor, classes.method(type, name, descriptor), isStatic);
            });
  }

  private void field(String owner, String name, String descriptor, boolean isStatic) {
    type(owner)
        .ifPresent(type -> member(owner, name, classes.field(type, name, descriptor), isStatic));
  }

  private void member(String owner, String name, Optional<Member> found, boolean isStatic) {
    if (found.isEmpty()) {
      fault(owner, name, "is missing");
    } else if (found.get().is(Opcodes.ACC_STATIC) != isStatic) {
      fault(owner, name, isStatic ? "isn't static" : "is static");
    } else if (!isAccessible(found.get().declaredBy(), found.get().access())) {
      fault(owner, name, "isn't accessible");
    }
  }

  private void signature(String descriptor) {
    type(Type.getReturnType(descriptor));
    Stream.of(Type.getArgumentTypes(descriptor)).forEach(this::type);
  }

  private Optional<ClassNode> type(Type type) {
    return switch (type.getSort()) {
      case Type.ARRAY -> type(type.getElementType());
      case Type.OBJECT -> type(type.getInternalName());
      default -> Optional.empty();
    };
  }

  private Optional<ClassNode> type(String name) {
    Optional<ClassNode> found = classes.find(name);
    if (found.isEmpty()) {
      fault(name, null, "is missing");
    } else if (!is(found.get(), Opcodes.ACC_PUBLIC)
        && !packageOf(found.get()).equals(packageOf(current))) {
      fault(name, null, "isn't accessible");
    } else if (linked.test(name) && reached.add(name)) {
      waiting.add(found.get());
    }
    return found;
  }

  /**
   * Protected members are taken for accessible: Java's compiler has let only subclasses use them.
   */
  private boolean isAccessible(ClassNode declaredBy, int access) {
    return (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0
        || (access & Opcodes.ACC_PRIVATE) == 0 && packageOf(declaredBy).equals(packageOf(current))
        || nest(declaredBy).equals(nest(current));
  }

  private static String packageOf(ClassNode type) {
    return type.name.substring(0, type.name.lastIndexOf('/') + 1);
  }

  private static String nest(ClassNode type) {
    return type.nestHostClass == null ? type.name : type.nestHostClass;
  }

  private static boolean isInterface(ClassNode type) {
    return is(type, Opcodes.ACC_INTERFACE);
  }

  private static boolean is(ClassNode type, int flag) {
    return (type.access & flag) != 0;
  }

  private void fault(String type, String member, String what) {
    String subject = type.replace('/', '.') + (member == null ? "" : "." + member);
    faults
        .computeIfAbsent(subject + " " + what, key -> new TreeSet<>())
        .add(current.name.replace('/', '.'));
  }
}
