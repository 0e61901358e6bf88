select topic_id, coalesce(parent_id, ''), label_vi, label_en from model.topic order by topic_id
