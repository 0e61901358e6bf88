-- order: topic_id
select topic_id, parent_id, label_vi, label_en, sensitivity from clean.topic
