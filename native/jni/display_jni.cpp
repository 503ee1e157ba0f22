// SPDX-License-Identifier: MPL-2.0
// The native methods of org.pixelflux.NativeDisplay, whose Javadoc is their contract.
#include <new>
#include <sstream>
#include <string>
#include <vector>

#include "jni_guard.h"
#include "list_screen_parts.h"
#include "org_pixelflux_NativeDisplay.h"
#include "settings_text.h"

using pixelflux::guarded;

namespace {

// One after the other, in a form that Java's parsers read.
class Texts {
public:
    void add(const std::string& text) { all_.push_back(text); }
    template <typename Number>
    void add(Number number) {
        std::ostringstream text;
        text.imbue(std::locale::classic());
        text << number;
        add(text.str());
    }
    void add(const pixelflux::Rect& place) {
        for (const int number : {place.x, place.y, place.width, place.height}) add(number);
    }

    jobjectArray to_java(JNIEnv* env) const {
        const jclass type = env->FindClass("java/lang/String");
        if (type == nullptr) throw std::bad_alloc();
        const jobjectArray array =
            env->NewObjectArray(static_cast<jsize>(all_.size()), type, nullptr);
        if (array == nullptr) throw std::bad_alloc();
        for (std::size_t i = 0; i < all_.size(); ++i) {
            // What is made on the way to a text would fill the JVM's table of references.
            if (env->PushLocalFrame(kReferences) != 0) throw std::bad_alloc();
            const jobject text = env->PopLocalFrame(pixelflux::to_jstring(env, all_[i]));
            if (text == nullptr) throw std::bad_alloc();
            env->SetObjectArrayElement(array, static_cast<jsize>(i), text);
            env->DeleteLocalRef(text);
        }
        return array;
    }

private:
    static constexpr jint kReferences = 16;
    std::vector<std::string> all_;
};

pixelflux::Settings settings_of(JNIEnv* env, jstring text) {
    return pixelflux::parse_settings(pixelflux::to_string(env, text));
}

}  // namespace

jobjectArray Java_org_pixelflux_NativeDisplay_monitors0(JNIEnv* env, jclass, jstring settings) {
    return guarded(env, jobjectArray{nullptr}, [&] {
        Texts texts;
        for (const pixelflux::Monitor& monitor :
             pixelflux::list_monitors(settings_of(env, settings))) {
            texts.add(monitor.name);
            texts.add(monitor.place);
            texts.add(monitor.scale);
            texts.add(monitor.refresh_hz);
            texts.add(monitor.primary ? 1 : 0);
        }
        return texts.to_java(env);
    });
}

jobjectArray Java_org_pixelflux_NativeDisplay_windows0(JNIEnv* env, jclass, jstring settings) {
    return guarded(env, jobjectArray{nullptr}, [&] {
        Texts texts;
        for (const pixelflux::Window& window :
             pixelflux::list_windows(settings_of(env, settings))) {
            texts.add(window.id);
            texts.add(window.title);
            texts.add(window.class_name);
            texts.add(window.place);
        }
        return texts.to_java(env);
    });
}
