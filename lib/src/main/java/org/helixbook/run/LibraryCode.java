package org.helixbook.run;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.helixbook.feedback.Wording;
import org.helixbook.storage.Digest;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;
import org.objectweb.asm.Type;

/**
 * Which code computes: the kit's own classes and the libraries.
 *
 * <p>The digest of a computation is that of all classes of the kit that can be reached from its
 * root classes: their bytecode without what cannot change a number. Left out are line numbers and
 * names of local variables, generic signatures, the sentences of exceptions, the bodies of methods
 * marked {@link Wording}, the package {@code feedback}, and what keeps runs, such as {@link
 * RunFiles}. So a comment, a message, or a class that the computation does not reach leaves the
 * digest as it is; other arithmetic, another constant, another name of a seed do not.
 *
 * <p>What made the data is not followed either: a computation is given them, and names them by
 * their own digests. So from a class of another package no step leads into {@code data} or {@code
 * signal}; a computation that begins there, such as the drawing of pictures, stays there.
 */
public final class LibraryCode {
  private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[^/]*?)\\.jar");
  private static final Pattern KIT =
      Pattern.compile("org/helixbook/(?!feedback/|run/(Run[A-Z]|LibraryCode))[\\w/$]+");
  private static final Pattern THROWABLE =
      Pattern.compile("org/helixbook/feedback/InputProblem|[\\w/$]+(Exception|Error)");
  private static final Pattern GIVEN = Pattern.compile("org/helixbook/(data|signal)/.*");

  /** The body of a lambda: the method that it stands in, and its number in the class. */
  private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");

  private static final int UTF8 = 1;

  /** The bytes of a class by its name with slashes; empty if there is none to be read. */
  @FunctionalInterface
  interface Classes {
    Optional<byte[]> read(String name);
  }

  private static final ClassValue<String> DIGESTS =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> root) {
          return digest(Type.getInternalName(root), name -> read(root.getClassLoader(), name));
        }
      };

  private LibraryCode() {}

  /**
   * The code that a computation reaches.
   *
   * @param roots where it begins
   * @return a digest of the kit's classes and the version of Deeplearning4j, in a word each
   */
  public static String version(Class<?>... roots) {
    String all = Arrays.stream(roots).map(DIGESTS::get).collect(Collectors.joining("\n"));
    Matcher library = JAR.matcher(nameOfJar(MultiLayerNetwork.class));
    return "classes "
        + Digest.sha256(all.getBytes(StandardCharsets.UTF_8)).substring(0, 16)
        + ", deeplearning4j "
        + (library.matches() ? library.group(2) : "of unknown version");
  }

  /**
   * The libraries of this process that have a version in their file names. The class path tells
   * them; only where it does not, as in a kernel that gives its cells jars which the JVM was not
   * started with, the class loader is asked, which also knows agents' and test runners' jars.
   */
  static SortedMap<String, String> libraries() {
    String computes = nameOfJar(MultiLayerNetwork.class);
    return classPath().anyMatch(file -> Path.of(file).endsWith(computes))
        ? named(classPath())
        : libraries(LibraryCode.class.getClassLoader());
  }

  /** The libraries on the class path, and those that only a class loader knows. */
  static SortedMap<String, String> libraries(ClassLoader loader) {
    return named(Stream.concat(classPath(), jarsOf(loader)));
  }

  private static Stream<String> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator));
  }

  private static SortedMap<String, String> named(Stream<String> files) {
    SortedMap<String, String> libraries = new TreeMap<>();
    files
        .map(file -> JAR.matcher(Path.of(file).toFile().getName()))
        .filter(Matcher::matches)
        .forEach(jar -> libraries.putIfAbsent(jar.group(1), jar.group(2)));
    return libraries;
  }

  /** Every jar has a manifest, and every class loader tells where it is. */
  private static Stream<String> jarsOf(ClassLoader loader) {
    try {
      return Collections.list(loader.getResources(JarFile.MANIFEST_NAME)).stream()
          .filter(manifest -> manifest.getProtocol().equals("jar"))
          .map(manifest -> manifest.getPath().replaceFirst("!/.*$", "").replaceFirst("^.*/", ""));
    } catch (IOException e) {
      throw new UncheckedIOException("the class path cannot be read", e);
    }
  }

  private static String nameOfJar(Class<?> member) {
    URI place = URI.create(member.getProtectionDomain().getCodeSource().getLocation().toString());
    return Path.of(place).toFile().getName();
  }

  private static Optional<byte[]> read(ClassLoader loader, String name) {
    try (InputStream in = loader.getResourceAsStream(name + ".class")) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("the kit's class " + name + " cannot be read", e);
    }
  }

  /** The digest of all that a class reaches. */
  static String digest(String root, Classes classes) {
    Digest.Sum sum = new Digest.Sum();
    reached(root, classes)
        .forEach(
            (name, code) -> {
              sum.add((name + "\n" + code.length + "\n").getBytes(StandardCharsets.UTF_8));
              sum.add(code);
            });
    return sum.hex();
  }

  /**
   * The classes that a class reaches, itself included: by name, what of each can change a number.
   */
  static SortedMap<String, byte[]> reached(String root, Classes classes) {
    SortedMap<String, byte[]> reached = new TreeMap<>();
    Deque<String> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      String name = open.pop();
      if (!reached.containsKey(name)) {
        classes
            .read(name)
            .ifPresent(
                bytes -> {
                  byte[] code = computing(bytes);
                  reached.put(name, code);
                  namesIn(code).filter(other -> leads(name, other)).forEach(open::push);
                });
      }
    }
    return reached;
  }

  private static boolean leads(String from, String to) {
    Matcher given = GIVEN.matcher(to);
    return !given.matches() || from.startsWith("org/helixbook/" + given.group(1) + "/");
  }

  /** Every name in the constant pool that may be that of a class of the kit. */
  private static Stream<String> namesIn(byte[] code) {
    ClassReader pool = new ClassReader(code);
    return IntStream.range(1, pool.getItemCount())
        .map(pool::getItem)
        .filter(at -> at > 0 && pool.readByte(at - 1) == UTF8)
        .mapToObj(
            at -> new String(code, at + 2, pool.readUnsignedShort(at), StandardCharsets.UTF_8))
        .flatMap(text -> KIT.matcher(text).results().map(MatchResult::group));
  }

  private static byte[] computing(byte[] bytes) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(bytes)
        .accept(new Computing(writer), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return writer.toByteArray();
  }

  /** Passes on what can change a number. */
  private static final class Computing extends ClassVisitor {
    /** Methods that are wording, and so are the lambdas in them, which come after all methods. */
    private final Set<String> wording = new HashSet<>();

    Computing(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visit(
        int version, int access, String name, String signature, String parent, String[] faces) {
      super.visit(Opcodes.V17, access, name, null, parent, faces);
    }

    @Override
    public void visitOuterClass(String owner, String name, String descriptor) {}

    @Override
    public void visitInnerClass(String name, String outer, String inner, int access) {}

    @Override
    public void visitNestHost(String host) {}

    @Override
    public void visitNestMember(String member) {}

    @Override
    public FieldVisitor visitField(
        int access, String name, String descriptor, String signature, Object value) {
      return super.visitField(access, name, descriptor, null, value);
    }

    @Override
    public RecordComponentVisitor visitRecordComponent(
        String name, String descriptor, String signature) {
      return super.visitRecordComponent(name, descriptor, null);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      Matcher lambda = LAMBDA.matcher(name);
      if (lambda.matches() && wording.contains(lambda.group(1))) {
        return null;
      }
      return new ComputingMethod(
          super.visitMethod(access, withoutNumber(name), descriptor, null, exceptions),
          () -> wording.add(name));
    }
  }

  /** A lambda more in a message must not give all that follow another name. */
  private static String withoutNumber(String method) {
    return LAMBDA.matcher(method).replaceFirst("lambda\\$$1");
  }

  /** Passes on a method without the making of exceptions; nothing of one that is wording. */
  private static final class ComputingMethod extends MethodVisitor {
    private final MethodVisitor next;
    private final Runnable isWording;
    private boolean wording;

    /** The exception that is being made, and how many of its type inside one another. */
    private String making;

    private int depth;

    ComputingMethod(MethodVisitor next, Runnable isWording) {
      super(Opcodes.ASM9, next);
      this.next = next;
      this.isWording = isWording;
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
      if (descriptor.equals(Type.getDescriptor(Wording.class))) {
        wording = true;
        isWording.run();
        mv = null;
      }
      return super.visitAnnotation(descriptor, visible);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      if (opcode == Opcodes.NEW && making == null && THROWABLE.matcher(type).matches()) {
        making = type;
        mv = null;
      }
      if (opcode == Opcodes.NEW && type.equals(making)) {
        depth++;
      }
      super.visitTypeInsn(opcode, type);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      if (opcode == Opcodes.INVOKESPECIAL && name.equals("<init>") && owner.equals(making)) {
        depth--;
        if (depth == 0) {
          making = null;
          mv = wording ? null : next;
        }
      }
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      super.visitInvokeDynamicInsn(
          name,
          descriptor,
          bootstrap,
          Arrays.stream(arguments).map(ComputingMethod::withoutLambdaNumber).toArray());
    }

    private static Object withoutLambdaNumber(Object argument) {
      return argument instanceof Handle method
          ? new Handle(
              method.getTag(),
              method.getOwner(),
              withoutNumber(method.getName()),
              method.getDesc(),
              method.isInterface())
          : argument;
    }

    @Override
    public void visitLabel(Label label) {
      if (!wording) {
        next.visitLabel(label); // a jump from outside may end beside what is left out
      }
    }

    @Override
    public void visitMaxs(int stack, int locals) {
      super.visitMaxs(0, 0); // they depend on what was left out
    }
  }
}
