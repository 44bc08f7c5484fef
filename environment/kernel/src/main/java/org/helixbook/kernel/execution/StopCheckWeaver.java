package org.helixbook.kernel.execution;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Puts a {@link StopCheck} at the start of every method and before every backward jump of a cell's
 * classes, so that a tight loop can be interrupted on every JDK without {@code Thread.stop}, and
 * turns {@code System.exit} into {@link ExitGuard}. (JDK 22's own local execution control does the
 * former in the same way.)
 */
final class StopCheckWeaver {
  private static final String CHECK = StopCheck.class.getName().replace('.', '/');
  private static final String GUARD = ExitGuard.class.getName().replace('.', '/');

  private StopCheckWeaver() {}

  /**
   * Weaves one class.
   *
   * @param bytecode a class file
   * @return the woven class file, or the same bytes where weaving is impossible: a class file newer
   *     than the bytecode library knows, or a method that would grow too large
   */
  static byte[] weave(byte[] bytecode) {
    try {
      ClassReader reader = new ClassReader(bytecode);
      ClassWriter writer = new ClassWriter(reader, 0);
      reader.accept(new WovenClass(writer), 0);
      return writer.toByteArray();
    } catch (RuntimeException e) {
      return bytecode;
    }
  }

  private static final class WovenClass extends ClassVisitor {
    WovenClass(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new WovenMethod(super.visitMethod(access, name, descriptor, signature, exceptions));
    }
  }

  private static final class WovenMethod extends MethodVisitor {
    private final Set<Label> behind = new HashSet<>();

    WovenMethod(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitCode() {
      super.visitCode();
      check();
    }

    @Override
    public void visitLabel(Label label) {
      behind.add(label);
      super.visitLabel(label);
    }

    @Override
    public void visitJumpInsn(int opcode, Label target) {
      if (behind.contains(target)) {
        check();
      }
      super.visitJumpInsn(opcode, target);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (owner.equals("java/lang/System") && name.equals("exit")) {
        super.visitMethodInsn(Opcodes.INVOKESTATIC, GUARD, "exit", "(I)V", false);
      } else if (owner.equals("java/lang/Runtime")
          && (name.equals("exit") || name.equals("halt"))) {
        super.visitMethodInsn(
            Opcodes.INVOKESTATIC, GUARD, "exit", "(Ljava/lang/Runtime;I)V", false);
      } else {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      }
    }

    // Takes nothing from the stack and leaves nothing on it: no frame has to be computed anew.
    private void check() {
      super.visitMethodInsn(Opcodes.INVOKESTATIC, CHECK, "check", "()V", false);
    }
  }
}
