// SPDX-License-Identifier: MPL-2.0
// The native side of org.pixelflux.bench.jni.Crossing: ways over the border between Java and C++,
// and as little else as possible. A library of its own, which is never shipped. The functions that
// begin with crossing_ know nothing of JNI and are for the FFM API.
//
// No header of javac -h declares them, because the classes are compiled after this: CrossingTest
// calls each.
#include <condition_variable>
#include <cstdint>
#include <cstring>
#include <mutex>
#include <thread>

#include <jni.h>

namespace {

constexpr std::size_t kMostBytes = 256 * 1024;

// What an encoder would have made.
std::uint8_t encoded[kMostBytes];

std::uint8_t* address_of(JNIEnv* env, jobject buffer) {
    return static_cast<std::uint8_t*>(env->GetDirectBufferAddress(buffer));
}

void copy(std::uint8_t* to, jint bytes) {
    std::memcpy(to, encoded, static_cast<std::size_t>(bytes));
}

jmethodID on_stripe(JNIEnv* env) {
    static const jmethodID id = env->GetMethodID(
        env->FindClass("org/pixelflux/bench/jni/StripeReceiver"), "onStripe", "(I)V");
    return id;
}

struct Callback {
    jobject receiver;
    jmethodID method;
    std::uint8_t* buffer;
    jint stripe_bytes;

    void deliver(JNIEnv* env, jint stripes) const {
        for (jint stripe = 0; stripe < stripes; ++stripe) {
            copy(buffer, stripe_bytes);
            env->CallVoidMethod(receiver, method, stripe_bytes);
            if (env->ExceptionCheck()) return;
        }
    }
};

JavaVM* vm_of(JNIEnv* env) {
    JavaVM* vm = nullptr;
    env->GetJavaVM(&vm);
    return vm;
}

JNIEnv* attach(JavaVM* vm) {
    void* env = nullptr;
    vm->AttachCurrentThreadAsDaemon(&env, nullptr);
    return static_cast<JNIEnv*>(env);
}

// A thread that was attached once, and calls back whenever it is asked to.
class AttachedThread {
public:
    AttachedThread(JavaVM* vm, const Callback& callback)
        : vm_(vm), callback_(callback), thread_([this] { run(); }) {}
    ~AttachedThread() {
        {
            const std::lock_guard<std::mutex> lock(mutex_);
            ending_ = true;
        }
        changed_.notify_all();
        thread_.join();
    }
    AttachedThread(const AttachedThread&) = delete;
    AttachedThread& operator=(const AttachedThread&) = delete;

    const Callback& callback() const { return callback_; }

    void deliver(jint stripes) {
        std::unique_lock<std::mutex> lock(mutex_);
        stripes_ = stripes;
        asked_ = true;
        changed_.notify_all();
        changed_.wait(lock, [this] { return !asked_; });
    }

private:
    void run() {
        JNIEnv* const env = attach(vm_);
        std::unique_lock<std::mutex> lock(mutex_);
        for (;;) {
            changed_.wait(lock, [this] { return asked_ || ending_; });
            if (ending_) break;
            callback_.deliver(env, stripes_);
            asked_ = false;
            changed_.notify_all();
        }
        vm_->DetachCurrentThread();
    }

    JavaVM* vm_;
    Callback callback_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool asked_ = false;
    bool ending_ = false;
    jint stripes_ = 0;
    std::thread thread_;  // the last, since it uses all of the above
};

}  // namespace

extern "C" {

JNIEXPORT void crossing_empty() {}

JNIEXPORT void crossing_fill(std::uint8_t* to, std::int32_t bytes) { copy(to, bytes); }

JNIEXPORT void JNICALL Java_org_pixelflux_bench_jni_Crossing_empty(JNIEnv*, jclass) {}

JNIEXPORT void JNICALL Java_org_pixelflux_bench_jni_Crossing_fillDirect(JNIEnv* env, jclass,
                                                                        jobject buffer,
                                                                        jint bytes) {
    copy(address_of(env, buffer), bytes);
}

JNIEXPORT void JNICALL Java_org_pixelflux_bench_jni_Crossing_fillFrame(JNIEnv* env, jclass,
                                                                       jobject buffer,
                                                                       jint stripe_bytes,
                                                                       jint stripes) {
    std::uint8_t* const start = address_of(env, buffer);
    for (jint stripe = 0; stripe < stripes; ++stripe) {
        copy(start + stripe * stripe_bytes, stripe_bytes);
    }
}

JNIEXPORT jbyteArray JNICALL Java_org_pixelflux_bench_jni_Crossing_newArray(JNIEnv* env, jclass,
                                                                            jint bytes) {
    const jbyteArray array = env->NewByteArray(bytes);
    if (array != nullptr) {
        env->SetByteArrayRegion(array, 0, bytes, reinterpret_cast<const jbyte*>(encoded));
    }
    return array;
}

JNIEXPORT void JNICALL Java_org_pixelflux_bench_jni_Crossing_setRegion(JNIEnv* env, jclass,
                                                                       jbyteArray array,
                                                                       jint bytes) {
    env->SetByteArrayRegion(array, 0, bytes, reinterpret_cast<const jbyte*>(encoded));
}

JNIEXPORT void JNICALL Java_org_pixelflux_bench_jni_Crossing_fillCritical(JNIEnv* env, jclass,
                                                                          jbyteArray array,
                                                                          jint bytes) {
    void* const start = env->GetPrimitiveArrayCritical(array, nullptr);
    if (start == nullptr) return;
    copy(static_cast<std::uint8_t*>(start), bytes);
    env->ReleasePrimitiveArrayCritical(array, start, 0);
}

JNIEXPORT void JNICALL Java_org_pixelflux_bench_jni_Crossing_callBack(
    JNIEnv* env, jclass, jobject receiver, jobject buffer, jint stripe_bytes, jint stripes) {
    const Callback callback{receiver, on_stripe(env), address_of(env, buffer), stripe_bytes};
    callback.deliver(env, stripes);
}

JNIEXPORT void JNICALL Java_org_pixelflux_bench_jni_Crossing_callBackFromNewThread(
    JNIEnv* env, jclass, jobject receiver, jobject buffer, jint stripe_bytes, jint stripes) {
    JavaVM* const vm = vm_of(env);
    // A local reference is for the thread that has it.
    const jobject shared = env->NewGlobalRef(receiver);
    const Callback callback{shared, on_stripe(env), address_of(env, buffer), stripe_bytes};
    std::thread([&] {
        callback.deliver(attach(vm), stripes);
        vm->DetachCurrentThread();
    }).join();
    env->DeleteGlobalRef(shared);
}

JNIEXPORT void JNICALL Java_org_pixelflux_bench_jni_Crossing_runNewThread(JNIEnv*, jclass) {
    std::thread([] {}).join();
}

JNIEXPORT jlong JNICALL Java_org_pixelflux_bench_jni_Crossing_startThread(JNIEnv* env, jclass,
                                                                          jobject receiver,
                                                                          jobject buffer,
                                                                          jint stripe_bytes) {
    const Callback callback{env->NewGlobalRef(receiver), on_stripe(env), address_of(env, buffer),
                            stripe_bytes};
    return reinterpret_cast<jlong>(new AttachedThread(vm_of(env), callback));
}

JNIEXPORT void JNICALL Java_org_pixelflux_bench_jni_Crossing_callBackFromThread(JNIEnv*, jclass,
                                                                                jlong thread,
                                                                                jint stripes) {
    reinterpret_cast<AttachedThread*>(thread)->deliver(stripes);
}

JNIEXPORT void JNICALL Java_org_pixelflux_bench_jni_Crossing_stopThread(JNIEnv* env, jclass,
                                                                        jlong thread) {
    auto* const attached = reinterpret_cast<AttachedThread*>(thread);
    const jobject receiver = attached->callback().receiver;
    delete attached;
    env->DeleteGlobalRef(receiver);
}

}  // extern "C"
